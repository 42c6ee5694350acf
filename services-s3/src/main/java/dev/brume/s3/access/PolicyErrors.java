package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.core.policy.PolicyFault;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.Bucket;

/**
 * The errors for invalid bucket policies. AWS does not document them: they follow S3's answers in
 * public reports, except for duplicates, elements of a wrong type and incomparable values, which
 * are not known.
 */
public final class PolicyErrors {
  private PolicyErrors() {}

  static AwsError noSuchPolicy(Bucket bucket) {
    return S3Errors.noSuchBucketPolicy("The bucket policy does not exist")
        .withDetail("BucketName", bucket.name());
  }

  /** An empty policy. */
  public static AwsError empty() {
    return malformed("Policies must be valid JSON and the first byte must be '{'");
  }

  static AwsError tooLong() {
    return malformed(
        "Normalized policy document exceeds the maximum allowed size of "
            + BucketPolicy.MAX_BYTES
            + " bytes");
  }

  static AwsError of(PolicyFault fault) {
    return fault.kind() == PolicyFault.Kind.INVALID_PRINCIPAL
        ? invalidPrincipal(fault.subject())
        : malformed(text(fault));
  }

  /** A principal that can't be, or is not there. */
  public static AwsError invalidPrincipal(String principal) {
    return malformed("Invalid principal in policy")
        .withDetail("Detail", "\"AWS\" : \"" + principal + "\"");
  }

  private static AwsError malformed(String message) {
    return S3Errors.malformedPolicy(message);
  }

  private static String text(PolicyFault fault) {
    return switch (fault.kind()) {
      case NOT_JSON -> "Policies must be valid JSON and the first byte must be '{'";
      case TOO_LONG, DUPLICATE_ELEMENT, FORBIDDEN_ELEMENT, CONFLICTING_ELEMENTS, WRONG_TYPE ->
          "Invalid policy syntax.";
      case UNKNOWN_ELEMENT -> "Unknown field " + fault.subject();
      case MISSING_ELEMENT -> "Missing required field " + fault.subject();
      case NO_STATEMENT -> "Could not parse the policy: Statement is empty!";
      case INVALID_VERSION -> "The policy must contain a valid version string";
      case INVALID_EFFECT -> "Invalid effect: " + fault.subject();
      case INVALID_SID, DUPLICATE_SID -> "Statement IDs (SID) in a single policy must be unique.";
      case INVALID_PRINCIPAL -> "Invalid principal in policy";
      case INVALID_ACTION -> "Policy has invalid action";
      case INVALID_RESOURCE, INVALID_VARIABLE -> "Policy has invalid resource";
      case ACTION_WITHOUT_RESOURCE -> "Action does not apply to any resource(s) in statement";
      case INVALID_OPERATOR -> "Invalid Condition type : " + fault.subject();
      case INVALID_CONDITION_KEY -> "Policy has an invalid condition key";
      case CONDITION_WITHOUT_ACTION ->
          "Conditions do not apply to combination of actions and resources in statement";
      case INVALID_ADDRESS -> "Invalid IP address in Conditions";
      case INVALID_CONDITION_VALUE -> "Invalid value in Conditions";
    };
  }
}
