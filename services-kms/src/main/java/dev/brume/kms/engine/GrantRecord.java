package dev.brume.kms.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A permission to use a key.
 *
 * @param id 64 hexadecimal digits
 * @param name null if it has none
 * @param createdMillis when it was created
 * @param grantee a principal's ARN, or a service's name
 * @param retiring the retiring principal; null for none
 * @param issuingAccount the ARN of the account that created it
 * @param operations the allowed operations
 * @param contextEquals the encryption context that requests must have; null for any
 * @param contextSubset pairs that requests' encryption context must contain; null for none
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

  /** Operations without an encryption context, to which a grant's constraints do not apply. */
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

  /** Whether another grant is equivalent. */
  public boolean isLike(GrantRecord other) {
    return name.equals(other.name)
        && grantee.equals(other.grantee)
        && operations.equals(other.operations)
        && Objects.equals(retiring, other.retiring)
        && Objects.equals(contextEquals, other.contextEquals)
        && Objects.equals(contextSubset, other.contextSubset);
  }
}
