package dev.brume.iam.engine;

import java.util.Map;

/**
 * A certificate of a server. Its private key is never returned, and therefore not stored.
 *
 * @param body in PEM
 * @param chain in PEM; null if there is none
 * @param uploadedMillis when it was uploaded
 * @param expiresMillis when it expires
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

  /** The same with another name or path. */
  public ServerCertificateRecord renamed(String newName, String newPath) {
    return new ServerCertificateRecord(
        newName, newPath, id, body, chain, uploadedMillis, expiresMillis, tags);
  }
}
