package dev.brume.logs.policy;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.AccountPolicy;
import dev.brume.logs.api.DeleteAccountPolicyRequest;
import dev.brume.logs.api.DeleteAccountPolicyResponse;
import dev.brume.logs.api.DescribeAccountPoliciesRequest;
import dev.brume.logs.api.DescribeAccountPoliciesResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.PutAccountPolicyRequest;
import dev.brume.logs.api.PutAccountPolicyResponse;
import dev.brume.logs.engine.AccountPolicyRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.util.List;

/**
 * Account policies: subscriptions of all log groups, and indexes. The other types answer 501,
 * because what they do to events is not done here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html">
 *     PutAccountPolicy</a>
 */
public final class AccountPolicyOperations {
  private static final List<String> TYPES =
      List.of(AccountPolicyRecord.SUBSCRIPTION, AccountPolicyRecord.INDEX);

  private final LogGroupFinder finder;

  /**
   * @param finder finds regions
   */
  public AccountPolicyOperations(LogGroupFinder finder) {
    this.finder = finder;
  }

  private static void requireBuilt(String type) {
    if (!TYPES.contains(type)) {
      throw LogsRefusals.unbuilt("Account policies of the type " + type + " are not implemented.");
    }
  }

  private static void check(PutAccountPolicyRequest input) {
    requireBuilt(input.policyType());
    LogsRefusals.refuseUnbuilt("dryRun", input.dryRun());
    if (input.policyType().equals(AccountPolicyRecord.INDEX)) {
      IndexPolicyDocument.of(input.policyDocument());
      LogsRefusals.refuseUnbuilt("selectionCriteria", input.selectionCriteria());
    } else {
      AccountSubscription.filter(input.policyName(), input.policyDocument(), 0);
      AccountSubscription.excluded(input.selectionCriteria());
    }
  }

  /**
   * @throws AwsError InvalidParameterException, LimitExceededException: an account has one policy
   *     of a type
   */
  public PutAccountPolicyResponse putAccountPolicy(
      RequestContext context, PutAccountPolicyRequest input) {
    check(input);
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          AccountPolicyRecord policy =
              new AccountPolicyRecord(
                  input.policyType(),
                  input.policyName(),
                  input.policyDocument(),
                  input.selectionCriteria(),
                  region.nowMillis());
          boolean another =
              region.policies().ofAccount().stream()
                  .anyMatch(
                      one -> one.type().equals(policy.type()) && !one.name().equals(policy.name()));
          if (another) {
            throw LogsErrors.limitExceededException("Resource limit exceeded.");
          }
          region.policies().put(policy);
          return PutAccountPolicyResponse.builder().accountPolicy(show(context, policy)).build();
        });
  }

  public DescribeAccountPoliciesResponse describeAccountPolicies(
      RequestContext context, DescribeAccountPoliciesRequest input) {
    LogsRefusals.refuseUnbuilt("accountIdentifiers", input.accountIdentifiers());
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeAccountPolicies",
            LogsRefusals::invalidToken,
            context.scope(),
            input.policyType(),
            input.policyName());
    String position = tokens.position(input.nextToken());
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          Page<AccountPolicy> page =
              tokens
                  .page(
                      region.policies().ofAccount().stream()
                          .filter(one -> one.type().equals(input.policyType()))
                          .filter(
                              one ->
                                  input.policyName() == null
                                      || one.name().equals(input.policyName()))
                          .filter(one -> one.name().compareTo(position) > 0),
                      LogsQuotas.LISTED,
                      AccountPolicyRecord::name)
                  .map(one -> show(context, one));
          if (page.elements().isEmpty() && input.policyName() != null) {
            throw missing(input.policyName());
          }
          return DescribeAccountPoliciesResponse.builder()
              .accountPolicies(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static AwsError missing(String name) {
    return LogsErrors.resourceNotFoundException("Policy with name [" + name + "] does not exist.");
  }

  public DeleteAccountPolicyResponse deleteAccountPolicy(
      RequestContext context, DeleteAccountPolicyRequest input) {
    requireBuilt(input.policyType());
    LogsRefusals.refuseUnbuilt("dryRun", input.dryRun());
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          if (!region.policies().removeOfAccount(input.policyType(), input.policyName())) {
            throw missing(input.policyName());
          }
          return DeleteAccountPolicyResponse.builder().build();
        });
  }

  private static AccountPolicy show(RequestContext context, AccountPolicyRecord policy) {
    return AccountPolicy.builder()
        .policyName(policy.name())
        .policyDocument(policy.document())
        .lastUpdatedTime(policy.updatedMillis())
        .policyType(policy.type())
        .scope("ALL")
        .selectionCriteria(policy.selection())
        .accountId(context.scope().account())
        .build();
  }
}
