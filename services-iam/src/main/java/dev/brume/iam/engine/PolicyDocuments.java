package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.PolicyVocabulary;
import dev.brume.core.policy.Statement;
import dev.brume.iam.api.IamErrors;
import java.util.Set;
import java.util.function.Predicate;

/**
 * IAM's checks of policy documents, and its error texts.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">
 *     Grammar of the IAM JSON policy language</a>
 */
public final class PolicyDocuments {
  /** "policyDocumentType" of the model. */
  private static final int MAX_BYTES = 524_288;

  private static final String SYNTAX = "Syntax errors in policy.";
  private static final String NO_VENDOR =
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
  private static final PolicyRules IDENTITY = PolicyRules.ofIdentity(MAX_BYTES);
  private static final PolicyRules TRUST =
      PolicyRules.ofResource(MAX_BYTES).withResources(PolicyRules.Presence.FORBIDDEN);
  private static final Set<String> PARTITIONS =
      Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f");
  private static final Set<String> STS_ACTIONS =
      Set.of(
          "sts:assumerole",
          "sts:assumerolewithsaml",
          "sts:assumerolewithwebidentity",
          "sts:tagsession",
          "sts:setsourceidentity",
          "sts:setcontext",
          "sts:tagsecuresession",
          "sts:*",
          "*");

  private PolicyDocuments() {}

  /**
   * Parses a policy of a user, a group, a role or a session.
   *
   * @throws AwsError MalformedPolicyDocument
   */
  public static Policy identity(String document) {
    try {
      Policy policy = Policy.parse(document, IDENTITY);
      policy.statements().forEach(PolicyDocuments::requireResources);
      return policy;
    } catch (PolicyFault fault) {
      throw malformed(fault, false);
    }
  }

  /**
   * "You cannot use a wildcard in the service segment". In AWS's words, as its users have reported
   * them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
   */
  private static void requireResources(Statement statement) {
    for (String resource : statement.resources().texts()) {
      String[] parts = resource.split(":", 4);
      if (parts.length < 4) {
        continue;
      }
      if (!PARTITIONS.contains(parts[1]) && parts[1].indexOf('*') < 0) {
        throw IamErrors.malformedPolicyDocumentException(
            "Partition \"" + parts[1] + "\" is not valid for resource \"" + resource + "\".");
      }
      if (parts[2].indexOf('*') >= 0 || parts[2].indexOf('?') >= 0) {
        throw IamErrors.malformedPolicyDocumentException(
            "Resource vendor must be fully qualified and cannot contain regexes.");
      }
    }
  }

  /**
   * Parses a trust policy.
   *
   * @param isPrincipal whether an AWS principal with that name exists
   * @throws AwsError MalformedPolicyDocument, LimitExceeded
   */
  public static Policy trust(String document, Predicate<String> isPrincipal) {
    Policy policy = readTrust(document, isPrincipal);
    for (Statement statement : policy.statements()) {
      for (String action : statement.actions().texts()) {
        if (!isOfSts(action)) {
          throw IamErrors.malformedPolicyDocumentException(
              "AssumeRole policy may only specify STS AssumeRole actions.");
        }
      }
    }
    if (significantLength(document) > IamQuotas.TRUST_POLICY_CHARACTERS) {
      throw EntityQuota.exceeded("ACLSizePerRole", IamQuotas.TRUST_POLICY_CHARACTERS);
    }
    return policy;
  }

  private static Policy readTrust(String document, Predicate<String> isPrincipal) {
    PolicyVocabulary known =
        new PolicyVocabulary() {
          @Override
          public boolean isPrincipal(String type, String principal) {
            return !type.equals("AWS") || isPrincipal.test(principal);
          }
        };
    try {
      return Policy.parse(document, TRUST.withVocabulary(known));
    } catch (PolicyFault fault) {
      throw malformed(fault, true);
    }
  }

  private static boolean isOfSts(String action) {
    String lower = action.toLowerCase(java.util.Locale.ROOT);
    return STS_ACTIONS.contains(lower) || (lower.startsWith("sts:") && lower.indexOf('*') >= 0);
  }

  /** Parses a stored trust policy; null if it is no longer valid. */
  public static Policy storedTrust(String document) {
    try {
      return Policy.parse(document, TRUST);
    } catch (PolicyFault fault) {
      return null;
    }
  }

  /** The length for quotas: "IAM doesn't count white space". */
  public static int significantLength(String document) {
    int length = 0;
    for (int i = 0; i < document.length(); i++) {
      length += Character.isWhitespace(document.charAt(i)) ? 0 : 1;
    }
    return length;
  }

  private static AwsError malformed(PolicyFault fault, boolean trust) {
    return IamErrors.malformedPolicyDocumentException(text(fault, trust));
  }

  /** AWS's texts; its documentation has no list of them. */
  static String text(PolicyFault fault, boolean trust) {
    String subject = fault.subject();
    return switch (fault.kind()) {
      case NOT_JSON -> "This policy contains invalid Json";
      case MISSING_ELEMENT, NO_STATEMENT -> missing(subject);
      case FORBIDDEN_ELEMENT ->
          trust || !subject.endsWith("Principal")
              ? "Has prohibited field " + subject
              : "Policy document should not specify a principal.";
      case INVALID_VERSION -> "Policy document must be version 2012-10-17 or greater.";
      case INVALID_SID ->
          "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
              + " expression [0-9A-Za-z]*";
      case DUPLICATE_SID -> "Statement IDs (SID) in a single policy must be unique.";
      case INVALID_PRINCIPAL -> "Invalid principal in policy: " + principal(subject);
      case INVALID_ACTION, INVALID_CONDITION_KEY -> NO_VENDOR;
      case INVALID_RESOURCE -> "Resource " + subject + " must be in ARN format or \"*\".";
      case TOO_LONG,
          UNKNOWN_ELEMENT,
          DUPLICATE_ELEMENT,
          CONFLICTING_ELEMENTS,
          WRONG_TYPE,
          INVALID_EFFECT,
          ACTION_WITHOUT_RESOURCE,
          INVALID_OPERATOR,
          CONDITION_WITHOUT_ACTION,
          INVALID_CONDITION_VALUE,
          INVALID_ADDRESS,
          INVALID_VARIABLE ->
          SYNTAX;
    };
  }

  private static String missing(String element) {
    return switch (element) {
      case "Action", "NotAction" -> "Policy statement must contain actions.";
      case "Resource", "NotResource" -> "Policy statement must contain resources.";
      case "Principal", "NotPrincipal" -> "Missing required field Principal";
      default -> SYNTAX;
    };
  }

  private static String principal(String value) {
    boolean service = value.indexOf(':') < 0 && !value.chars().allMatch(Character::isDigit);
    return "\"" + (service ? "SERVICE" : "AWS") + "\":\"" + value + "\"";
  }
}
