package dev.brume.logs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.logs.api.DeleteResourcePolicyRequest;
import dev.brume.logs.api.DescribeResourcePoliciesRequest;
import dev.brume.logs.api.DescribeResourcePoliciesResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.PutResourcePolicyRequest;
import dev.brume.logs.api.PutResourcePolicyResponse;
import dev.brume.logs.api.ResourcePolicy;
import dev.brume.logs.engine.LogsPolicyRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;

/** Resource policies of the account: stored and shown. Those of single log groups answer 501. */
final class LogsPolicyOperations {
  private static final String ACCOUNT = "ACCOUNT";

  private final LogGroupFinder finder;

  LogsPolicyOperations(LogGroupFinder finder) {
    this.finder = finder;
  }

  PutResourcePolicyResponse putResourcePolicy(
      RequestContext context, PutResourcePolicyRequest input) {
    LogsRefusals.refuseUnbuilt("resourceArn", input.resourceArn());
    LogsRefusals.refuseUnbuilt("expectedRevisionId", input.expectedRevisionId());
    if (input.policyName() == null || input.policyDocument() == null) {
      throw LogsRefusals.invalid("policyName and policyDocument are required.");
    }
    if (JsonDocument.COMMON.object(input.policyDocument()).isEmpty()) {
      throw LogsRefusals.invalid("The policy document is not valid JSON.");
    }
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          boolean isNew =
              region.policies().resources().stream()
                  .noneMatch(one -> one.name().equals(input.policyName()));
          LogsQuotas.POLICIES.require(
              region.policies().resources().size() + (isNew ? 1 : 0),
              most -> LogsErrors.limitExceededException("Resource limit exceeded."));
          LogsPolicyRecord policy =
              new LogsPolicyRecord(input.policyName(), input.policyDocument(), region.nowMillis());
          region.policies().put(policy);
          return PutResourcePolicyResponse.builder().resourcePolicy(show(policy)).build();
        });
  }

  DescribeResourcePoliciesResponse describeResourcePolicies(
      RequestContext context, DescribeResourcePoliciesRequest input) {
    LogsRefusals.refuseUnbuilt("resourceArn", input.resourceArn());
    if (input.policyScope() != null && !input.policyScope().equals(ACCOUNT)) {
      throw LogsRefusals.unbuilt("Policies of single resources are not implemented.");
    }
    PageTokens tokens =
        PageTokens.of(
            "logs", "DescribeResourcePolicies", LogsRefusals::invalidToken, context.scope());
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          Page<ResourcePolicy> page =
              tokens
                  .page(
                      region.policies().resources().stream()
                          .filter(policy -> policy.name().compareTo(position) > 0),
                      limit,
                      LogsPolicyRecord::name)
                  .map(LogsPolicyOperations::show);
          return DescribeResourcePoliciesResponse.builder()
              .resourcePolicies(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  Unit deleteResourcePolicy(RequestContext context, DeleteResourcePolicyRequest input) {
    LogsRefusals.refuseUnbuilt("resourceArn", input.resourceArn());
    LogsRefusals.refuseUnbuilt("expectedRevisionId", input.expectedRevisionId());
    if (input.policyName() == null) {
      throw LogsRefusals.invalid("policyName is required.");
    }
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          if (!region.policies().removeResource(input.policyName())) {
            throw LogsErrors.resourceNotFoundException(
                "Policy with name [" + input.policyName() + "] does not exist.");
          }
          return Unit.INSTANCE;
        });
  }

  private static ResourcePolicy show(LogsPolicyRecord policy) {
    return ResourcePolicy.builder()
        .policyName(policy.name())
        .policyDocument(policy.document())
        .lastUpdatedTime(policy.updatedMillis())
        .policyScope(ACCOUNT)
        .build();
  }
}
