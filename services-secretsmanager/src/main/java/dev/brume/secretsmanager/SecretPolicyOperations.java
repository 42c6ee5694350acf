package dev.brume.secretsmanager;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyCache;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.PublicAccess;
import dev.brume.secretsmanager.api.DeleteResourcePolicyRequest;
import dev.brume.secretsmanager.api.DeleteResourcePolicyResponse;
import dev.brume.secretsmanager.api.GetResourcePolicyRequest;
import dev.brume.secretsmanager.api.GetResourcePolicyResponse;
import dev.brume.secretsmanager.api.ListResourcePoliciesRequest;
import dev.brume.secretsmanager.api.ListResourcePoliciesResponse;
import dev.brume.secretsmanager.api.PutResourcePolicyRequest;
import dev.brume.secretsmanager.api.PutResourcePolicyResponse;
import dev.brume.secretsmanager.api.ResourcePolicySummary;
import dev.brume.secretsmanager.api.SecretsManagerErrors;
import dev.brume.secretsmanager.api.ValidateResourcePolicyRequest;
import dev.brume.secretsmanager.api.ValidateResourcePolicyResponse;
import dev.brume.secretsmanager.api.ValidationErrorsEntry;
import dev.brume.secretsmanager.engine.SecretQuotas;
import dev.brume.secretsmanager.engine.SecretRecord;
import java.util.List;
import java.util.Set;

/** Resource policies of secrets. */
final class SecretPolicyOperations {
  private static final PolicyRules RULES = PolicyRules.ofResource(SecretQuotas.POLICY_BYTES);
  private static final PolicyCache CACHE = new PolicyCache(RULES);
  private static final PublicAccess PUBLIC_ACCESS = new PublicAccess(Set.of(), Set.of());

  /** The name of the only policy of a secret. */
  private static final String DEFAULT = "default";

  private final SecretFinder finder;

  SecretPolicyOperations(SecretFinder finder) {
    this.finder = finder;
  }

  /** The parsed policy of a secret; null if it has none. */
  static Policy policyOf(SecretRecord secret) {
    Policy policy = CACHE.of(secret.policy());
    return policy == null ? null : policy.named("policy of " + secret.arn());
  }

  /** The text is not documented. */
  private static Policy read(String text) {
    try {
      return Policy.parse(text, RULES);
    } catch (PolicyFault fault) {
      if (fault.kind() == PolicyFault.Kind.INVALID_PRINCIPAL) {
        throw unsupportedPrincipal();
      }
      throw SecretsManagerErrors.malformedPolicyDocumentException(
          "This resource policy contains invalid JSON or an invalid statement: "
              + fault.getMessage());
    }
  }

  private static AwsError unsupportedPrincipal() {
    return SecretsManagerErrors.malformedPolicyDocumentException(
        "This resource policy contains an unsupported principal.");
  }

  /** "You can modify only the default policy", and others are not made here. Undocumented words. */
  private static void requireDefault(String policyName) {
    if (policyName != null && !policyName.equals(DEFAULT)) {
      throw SecretsManagerErrors.resourceNotFoundException(
          "Secrets Manager can't find the resource policy " + policyName + ".");
    }
  }

  /** "Only the names of the policies, not their contents." */
  ListResourcePoliciesResponse listResourcePolicies(
      RequestContext context, ListResourcePoliciesRequest input) {
    if (input.nextToken() != null) {
      throw SecretRefusals.invalidToken();
    }
    return finder.withLiving(
        context,
        input.secretId(),
        (region, secret) ->
            ListResourcePoliciesResponse.builder()
                .resourcePolicies(
                    secret.policy() == null
                        ? List.of()
                        : List.of(ResourcePolicySummary.builder().policyName(DEFAULT).build()))
                .build());
  }

  PutResourcePolicyResponse putResourcePolicy(
      RequestContext context, PutResourcePolicyRequest input) {
    requireDefault(input.policyName());
    Policy policy = read(input.resourcePolicy());
    if (context.access().unknownPrincipal(policy) != null) {
      throw unsupportedPrincipal();
    }
    if (Boolean.TRUE.equals(input.blockPublicPolicy()) && PUBLIC_ACCESS.isPublic(policy)) {
      throw SecretsManagerErrors.publicPolicyException(
          "The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent"
              + " broad access to the secret.");
    }
    return finder.withLiving(
        context,
        input.secretId(),
        (region, secret) -> {
          SecretRefusals.requirePrimary(secret);
          region.put(secret.withPolicy(input.resourcePolicy()));
          return PutResourcePolicyResponse.builder().arn(secret.arn()).name(secret.name()).build();
        });
  }

  GetResourcePolicyResponse getResourcePolicy(
      RequestContext context, GetResourcePolicyRequest input) {
    requireDefault(input.policyName());
    return finder.withLiving(
        context,
        input.secretId(),
        (region, secret) ->
            GetResourcePolicyResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .resourcePolicy(secret.policy())
                .build());
  }

  DeleteResourcePolicyResponse deleteResourcePolicy(
      RequestContext context, DeleteResourcePolicyRequest input) {
    requireDefault(input.policyName());
    return finder.withLiving(
        context,
        input.secretId(),
        (region, secret) -> {
          SecretRefusals.requirePrimary(secret);
          region.put(secret.withPolicy(null));
          return DeleteResourcePolicyResponse.builder()
              .arn(secret.arn())
              .name(secret.name())
              .build();
        });
  }

  ValidateResourcePolicyResponse validateResourcePolicy(
      RequestContext context, ValidateResourcePolicyRequest input) {
    if (input.secretId() != null) {
      finder.withLiving(context, input.secretId(), (region, secret) -> secret);
    }
    Policy policy = read(input.resourcePolicy());
    boolean isPublic = PUBLIC_ACCESS.isPublic(policy);
    return ValidateResourcePolicyResponse.builder()
        .policyValidationPassed(!isPublic)
        .validationErrors(
            isPublic
                ? List.of(
                    ValidationErrorsEntry.builder()
                        .checkName("PUBLIC_POLICY")
                        .errorMessage("The resource policy allows broad access to the secret.")
                        .build())
                : List.of())
        .build();
  }
}
