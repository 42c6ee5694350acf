package dev.brume.kms;

import dev.brume.core.access.CallerIdentity;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.GetKeyPolicyRequest;
import dev.brume.kms.api.GetKeyPolicyResponse;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.ListKeyPoliciesRequest;
import dev.brume.kms.api.ListKeyPoliciesResponse;
import dev.brume.kms.api.PutKeyPolicyRequest;
import java.util.List;

/** The policy of a key; the only one, named default. */
final class KeyPolicyOperations {
  private static final String DEFAULT = "default";

  private final KeyFinder finder;

  KeyPolicyOperations(KeyFinder finder) {
    this.finder = finder;
  }

  private static void checkName(String name) {
    if (name != null && !name.equals(DEFAULT)) {
      throw KmsErrors.notFoundException("No such policy exists");
    }
  }

  GetKeyPolicyResponse getKeyPolicy(RequestContext context, GetKeyPolicyRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          checkName(input.policyName());
          return GetKeyPolicyResponse.builder()
              .policy(key.settings().policy())
              .policyName(DEFAULT)
              .build();
        });
  }

  ListKeyPoliciesResponse listKeyPolicies(RequestContext context, ListKeyPoliciesRequest input) {
    PageTokens.of(KeyFinder.SERVICE, "ListKeyPolicies", KmsRefusals::invalidMarker)
        .position(input.marker());
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) ->
            ListKeyPoliciesResponse.builder()
                .policyNames(List.of(DEFAULT))
                .truncated(false)
                .build());
  }

  Unit putKeyPolicy(RequestContext context, PutKeyPolicyRequest input) {
    boolean bypass = Boolean.TRUE.equals(input.bypassPolicyLockoutSafetyCheck());
    CallerIdentity caller = bypass ? null : context.identity();
    finder.with(context, input.keyId(), Names.ID_OR_ARN, (account, key) -> key);
    KeyPolicies.requirePrincipals(input.policy(), context);
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          KeyOperations.requireCustomers(key);
          checkName(input.policyName());
          KeyStates.requireToStay(key, account.nowMillis());
          KeyPolicies.check(input.policy(), caller, context.scope());
          account.keys().put(key.with(key.settings().withPolicy(input.policy())));
          return Unit.INSTANCE;
        });
  }
}
