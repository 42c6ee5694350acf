package dev.brume.iam.engine;

import java.util.List;
import java.util.Map;

/**
 * A SAML identity provider.
 *
 * @param name the last part of its ARN
 * @param id unique
 * @param metadata the document that the provider publishes
 * @param validUntilMillis when that expires
 * @param createdMillis when it was created
 * @param encryptionMode {@code Required} or {@code Allowed}; null without encryption
 * @param privateKeys decrypt its assertions, latest last
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSAMLProvider.html">GetSAMLProvider</a>
 */
public record SamlProviderRecord(
    String arn,
    String name,
    String id,
    String metadata,
    long validUntilMillis,
    long createdMillis,
    Map<String, String> tags,
    String encryptionMode,
    List<SamlPrivateKey> privateKeys) {

  /**
   * A decryption key.
   *
   * @param id its id
   * @param addedMillis when it was added
   * @param pem the key
   */
  public record SamlPrivateKey(String id, long addedMillis, String pem) {}

  /** The same with another document. */
  public SamlProviderRecord withMetadata(String changed, long changedValidUntilMillis) {
    return new SamlProviderRecord(
        arn,
        name,
        id,
        changed,
        changedValidUntilMillis,
        createdMillis,
        tags,
        encryptionMode,
        privateKeys);
  }

  /** The same with other tags. */
  public SamlProviderRecord withTags(Map<String, String> changed) {
    return new SamlProviderRecord(
        arn,
        name,
        id,
        metadata,
        validUntilMillis,
        createdMillis,
        changed,
        encryptionMode,
        privateKeys);
  }

  /** The same with another encryption mode. */
  public SamlProviderRecord encrypting(String mode, List<SamlPrivateKey> keys) {
    return new SamlProviderRecord(
        arn, name, id, metadata, validUntilMillis, createdMillis, tags, mode, keys);
  }
}
