package dev.brume.lambda.policy;

import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyCache;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.PolicyRules.Presence;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.StatementsRecord;

/** Parsed resource-based policies. */
public final class FunctionPolicies {
  private static final PolicyCache POLICIES =
      new PolicyCache(
          PolicyRules.ofResource(Integer.MAX_VALUE)
              .withResources(Presence.OPTIONAL)
              .orWithoutStatements());

  private FunctionPolicies() {}

  /**
   * The policy of a function, a version or an alias; null if it has none.
   *
   * @param qualifier null for the function itself
   */
  public static Policy of(LambdaRegion region, String function, String qualifier) {
    StatementsRecord statements = FunctionPolicyOperations.policyOf(region, function, qualifier);
    if (statements.statements().isEmpty()) {
      return null;
    }
    Policy policy = POLICIES.of(statements.document());
    return policy == null
        ? null
        : policy.named("policy of " + region.functionArn(function, qualifier));
  }
}
