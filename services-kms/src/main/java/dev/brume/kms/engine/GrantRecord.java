package dev.brume.kms.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A permission to use a key.
 *
 * @param id 64 hexadecimal digits
 * @param name null where it has none
 * @param createdMillis when it was made
 * @param grantee who may use the key: a principal's ARN, or a service's name
 * @param retiring who may retire it; null for nobody
 * @param issuingAccount the ARN of the account that made it
 * @param operations what he may do
 * @param contextEquals the encryption context that requests must have; null for any
 * @param contextSubset what requests' encryption context must hold; null for anything
 */
public record GrantRecord(
    String id,
    String name,
    long createdMillis,
    String grantee,
    String retiring,
    String issuingAccount,
    List<String> operations,
    Map<String, String> contextEquals,
    Map<String, String> contextSubset) {

  /** What has no encryption context is held to none, though the grant asks for one. */
  private static final Set<String> WITHOUT_CONTEXT =
      Set.of("CreateGrant", "DescribeKey", "GetPublicKey", "RetireGrant");

  /**
   * Whether it allows an operation with an encryption context.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html">GrantConstraints</a>
   */
  public boolean allows(String operation, Map<String, String> encryptionContext) {
    if (!operations.contains(operation)) {
      return false;
    }
    return WITHOUT_CONTEXT.contains(operation)
        || (contextEquals == null || contextEquals.equals(encryptionContext))
            && (contextSubset == null
                || encryptionContext.entrySet().containsAll(contextSubset.entrySet()));
  }

  /** Whether another grant gives the same. */
  public boolean isLike(GrantRecord other) {
    return name.equals(other.name)
        && grantee.equals(other.grantee)
        && operations.equals(other.operations)
        && Objects.equals(retiring, other.retiring)
        && Objects.equals(contextEquals, other.contextEquals)
        && Objects.equals(contextSubset, other.contextSubset);
  }
}
