package dev.brume.kms;

import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyCache;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRequest;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.scope.Scope;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsQuotas;

/**
 * The texts of key policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">Default
 *     key policy</a>
 */
final class KeyPolicies {
  private static final PolicyRules RULES = PolicyRules.ofResource(KmsQuotas.POLICY_BYTES);
  private static final PolicyCache CACHE = new PolicyCache(RULES);

  private KeyPolicies() {}

  /** "Allows the account full access to the key", by policies of its own. */
  static String standard(Scope scope) {
    return """
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "%s"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }"""
        .formatted(scope.globalArn("iam", "root"));
  }

  /** All principals of the account may use it through the service. */
  static String managed(Scope scope, String service) {
    return """
        {
          "Version" : "2012-10-17",
          "Id" : "auto-%1$s-1",
          "Statement" : [ {
            "Sid" : "Allow access through %1$s for all principals in the account that are authorized to use it",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "*"
            },
            "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
            "Resource" : "*",
            "Condition" : {
              "StringEquals" : {
                "kms:CallerAccount" : "%2$s",
                "kms:ViaService" : "%1$s.%3$s.amazonaws.com"
              }
            }
          }, {
            "Sid" : "Allow direct access to key metadata to the account",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "%4$s"
            },
            "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
            "Resource" : "*"
          } ]
        }"""
        .formatted(service, scope.account(), scope.region(), scope.globalArn("iam", "root"));
  }

  /** A key's parsed policy; null if it is invalid. */
  static Policy of(KeyRecord key) {
    Policy policy = CACHE.of(key.settings().policy());
    return policy == null ? null : policy.named("policy of " + key.arn());
  }

  private static Policy read(String text) {
    try {
      return Policy.parse(text, RULES);
    } catch (PolicyFault fault) {
      if (fault.kind() == PolicyFault.Kind.INVALID_PRINCIPAL) {
        throw invalidPrincipals();
      }
      if (fault.kind() == PolicyFault.Kind.TOO_LONG) { // The text is not documented.
        throw KmsErrors.limitExceededException(
            "The key policy is larger than " + KmsQuotas.POLICY_BYTES + " bytes.");
      }
      // Which words AWS finds for each fault is not documented.
      throw KmsErrors.malformedPolicyDocumentException(
          "Policy contains a statement or element that is not valid: " + fault.getMessage());
    }
  }

  /** In AWS's words, as its users have reported them. */
  private static AwsError invalidPrincipals() {
    return KmsErrors.malformedPolicyDocumentException(
        "Policy contains a statement with one or more invalid principals.");
  }

  /**
   * Requires that the users and roles that a policy names are there. Call in a section of the
   * store.
   *
   * @throws AwsError MalformedPolicyDocumentException
   */
  static void requirePrincipals(String text, RequestContext context) {
    if (text != null && context.access().unknownPrincipal(read(text)) != null) {
      throw invalidPrincipals();
    }
  }

  /**
   * Checks a policy for a key.
   *
   * @param caller who must be able to change it again; null where he need not
   * @param scope the key's
   * @throws AwsError MalformedPolicyDocumentException
   */
  static void check(String text, CallerIdentity caller, Scope scope) {
    Policy policy = read(text);
    if (caller == null) {
      return;
    }
    PolicyRequest request =
        new PolicyRequest(
            caller.principal(),
            "kms:PutKeyPolicy",
            scope.slashArn(KeyFinder.SERVICE, "key", "*").toString(),
            scope.account(),
            ContextKeys.builder().put("kms:CallerAccount", scope.account()).build());
    if (!policy.decide(request).isAllowed()) {
      throw KmsErrors.malformedPolicyDocumentException(
          "The new key policy will not allow you to update the key policy in the future.");
    }
  }
}
