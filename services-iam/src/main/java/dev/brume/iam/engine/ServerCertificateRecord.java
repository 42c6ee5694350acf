package dev.brume.iam.engine;

import java.util.Map;

/**
 * A certificate of a server. Its private key is never shown again, and so is not kept.
 *
 * @param body in PEM
 * @param chain in PEM; null where there is none
 * @param uploadedMillis when it was uploaded
 * @param expiresMillis when it ends
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServerCertificate.html">
 *     ServerCertificate</a>
 */
public record ServerCertificateRecord(
    String name,
    String path,
    String id,
    String body,
    String chain,
    long uploadedMillis,
    long expiresMillis,
    Map<String, String> tags)
    implements Entity {

  /** The same with other tags. */
  public ServerCertificateRecord withTags(Map<String, String> changed) {
    return new ServerCertificateRecord(
        name, path, id, body, chain, uploadedMillis, expiresMillis, changed);
  }

  /** The same under another name or path. */
  public ServerCertificateRecord renamed(String newName, String newPath) {
    return new ServerCertificateRecord(
        newName, newPath, id, body, chain, uploadedMillis, expiresMillis, tags);
  }
}
