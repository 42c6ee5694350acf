package dev.brume.iam.sts;

import dev.brume.core.error.AwsError;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.PolicyDocuments;
import dev.brume.iam.sts.api.PolicyDescriptorType;
import dev.brume.iam.sts.api.StsErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The policies passed at a session's creation.
 *
 * @param documents of all of them
 * @param plainLength the characters of the passed document and ARNs
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session">Session
 *     policies</a>
 */
record SessionPolicies(List<String> documents, int plainLength) {
  /** "You can provide up to 10 managed policy ARNs". */
  private static final int MAX_ARNS = 10;

  /** "The plaintext session policies can't exceed 2,048 characters". */
  private static final int MAX_PLAIN = 2048;

  /**
   * Parses them.
   *
   * @param document null for none
   * @param arns null for none
   * @throws AwsError MalformedPolicyDocument, PackedPolicyTooLarge, ValidationError
   */
  static SessionPolicies of(IamAccount account, String document, List<PolicyDescriptorType> arns) {
    List<String> documents = new ArrayList<>();
    int length = 0;
    if (document != null) {
      PolicyDocuments.identity(document);
      documents.add(document);
      length += document.length();
    }
    List<PolicyDescriptorType> given = arns == null ? List.of() : arns;
    if (given.size() > MAX_ARNS) {
      throw AwsError.client(
          "ValidationError", 400, "You can pass " + MAX_ARNS + " managed policies at most");
    }
    for (PolicyDescriptorType descriptor : given) {
      ManagedPolicyRecord policy =
          descriptor.arn() == null ? null : account.policies().get(descriptor.arn());
      if (policy == null) {
        throw AwsError.client(
            "InvalidParameterValue", 400, "Policy " + descriptor.arn() + " does not exist.");
      }
      documents.add(policy.defaultVersion().document());
      length += descriptor.arn().length();
    }
    if (length > MAX_PLAIN) {
      throw StsErrors.packedPolicyTooLargeException(
          "Packed size of session policies consumes %d%% of allotted space."
              .formatted(length * 100 / MAX_PLAIN));
    }
    return new SessionPolicies(documents, length);
  }

  /** Whether they restrict the session's permissions. */
  boolean isRestricting() {
    return !documents.isEmpty();
  }

  /**
   * The used percentage of AWS's limit for policies and tags together; null if none are passed.
   * AWS's packed format is not documented: this counts characters.
   */
  Integer packedPercent(Map<String, String> tags) {
    if (documents.isEmpty() && tags.isEmpty()) {
      return null;
    }
    int length = plainLength;
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      length += tag.getKey().length() + tag.getValue().length();
    }
    return Math.clamp(length * 100L / (2 * MAX_PLAIN), 1, 100);
  }
}
