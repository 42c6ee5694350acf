package dev.brume.logs.policy;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.DeleteIndexPolicyRequest;
import dev.brume.logs.api.DeleteIndexPolicyResponse;
import dev.brume.logs.api.DescribeFieldIndexesRequest;
import dev.brume.logs.api.DescribeFieldIndexesResponse;
import dev.brume.logs.api.DescribeIndexPoliciesRequest;
import dev.brume.logs.api.DescribeIndexPoliciesResponse;
import dev.brume.logs.api.FieldIndex;
import dev.brume.logs.api.IndexPolicy;
import dev.brume.logs.api.PutIndexPolicyRequest;
import dev.brume.logs.api.PutIndexPolicyResponse;
import dev.brume.logs.engine.AccountPolicyRecord;
import dev.brume.logs.engine.LogGroupPolicyRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Index policies of log groups. An index makes queries faster and cheaper on AWS, and changes none
 * of their results, so there is none here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutIndexPolicy.html">
 *     PutIndexPolicy</a>
 */
public final class IndexPolicyOperations {
  private static final String STANDARD = "STANDARD";

  private final LogGroupFinder finder;

  /**
   * @param finder finds log groups
   */
  public IndexPolicyOperations(LogGroupFinder finder) {
    this.finder = finder;
  }

  private static String name(RequestContext context, String identifier) {
    return LogGroupFinder.name(context.scope(), null, identifier);
  }

  /**
   * "Only supported for log groups in the Standard log class."
   *
   * @throws AwsError InvalidParameterException; AWS's words are not known
   */
  public PutIndexPolicyResponse putIndexPolicy(
      RequestContext context, PutIndexPolicyRequest input) {
    IndexPolicyDocument.of(input.policyDocument());
    return finder.with(
        context.scope(),
        name(context, input.logGroupIdentifier()),
        (region, group) -> {
          if (!group.logClass().equals(STANDARD)) {
            throw LogsRefusals.invalid(
                "Index policies are supported only for log groups of the class STANDARD.");
          }
          LogGroupPolicyRecord policy =
              new LogGroupPolicyRecord(
                  LogGroupPolicyRecord.INDEX, input.policyDocument(), region.nowMillis());
          region.policies().put(group.name(), policy);
          return PutIndexPolicyResponse.builder()
              .indexPolicy(show(LogsRegion.arn(context.scope(), group.name()), policy))
              .build();
        });
  }

  public DeleteIndexPolicyResponse deleteIndexPolicy(
      RequestContext context, DeleteIndexPolicyRequest input) {
    return finder.with(
        context.scope(),
        name(context, input.logGroupIdentifier()),
        (region, group) -> {
          region.policies().removeOfGroup(group.name(), LogGroupPolicyRecord.INDEX);
          return DeleteIndexPolicyResponse.builder().build();
        });
  }

  /** The policy of the group, or else that of the account. */
  public DescribeIndexPoliciesResponse describeIndexPolicies(
      RequestContext context, DescribeIndexPoliciesRequest input) {
    String name = name(context, input.logGroupIdentifiers().getFirst());
    return finder.with(
        context.scope(),
        name,
        (region, group) -> {
          IndexPolicy policy = policy(region, LogsRegion.arn(context.scope(), name), name);
          return DescribeIndexPoliciesResponse.builder()
              .indexPolicies(policy == null ? List.of() : List.of(policy))
              .build();
        });
  }

  private static IndexPolicy policy(LogsRegion region, String arn, String group) {
    LogGroupPolicyRecord own = region.policies().ofGroup(group, LogGroupPolicyRecord.INDEX);
    if (own != null) {
      return show(arn, own);
    }
    return region.policies().ofAccount().stream()
        .filter(policy -> policy.type().equals(AccountPolicyRecord.INDEX))
        .findFirst()
        .map(
            policy ->
                IndexPolicy.builder()
                    .logGroupIdentifier(arn)
                    .lastUpdateTime(policy.updatedMillis())
                    .policyDocument(policy.document())
                    .policyName(policy.name())
                    .source("ACCOUNT")
                    .build())
        .orElse(null);
  }

  private static IndexPolicy show(String arn, LogGroupPolicyRecord policy) {
    return IndexPolicy.builder()
        .logGroupIdentifier(arn)
        .lastUpdateTime(policy.updatedMillis())
        .policyDocument(policy.document())
        .source("LOG_GROUP")
        .build();
  }

  /** The fields that the policies of groups index, in the order of groups and fields. */
  public DescribeFieldIndexesResponse describeFieldIndexes(
      RequestContext context, DescribeFieldIndexesRequest input) {
    LogsRefusals.refuseUnbuilt("indexCategories", input.indexCategories());
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeFieldIndexes",
            LogsRefusals::invalidToken,
            context.scope(),
            input.logGroupIdentifiers());
    String position = tokens.position(input.nextToken());
    List<FieldIndex> all = new ArrayList<>();
    for (String identifier : input.logGroupIdentifiers()) {
      String name = name(context, identifier);
      all.addAll(
          finder.<List<FieldIndex>>with(
              context.scope(),
              name,
              (region, group) -> fields(region, LogsRegion.arn(context.scope(), name), name)));
    }
    int start = position.isEmpty() ? 0 : Integer.parseInt(position);
    Page<Integer> page =
        tokens.page(
            IntStream.range(start, all.size()).boxed(),
            LogsQuotas.LISTED,
            at -> Integer.toString(at + 1));
    return DescribeFieldIndexesResponse.builder()
        .fieldIndexes(page.elements().stream().map(all::get).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static List<FieldIndex> fields(LogsRegion region, String arn, String group) {
    IndexPolicy policy = policy(region, arn, group);
    if (policy == null) {
      return List.of();
    }
    return IndexPolicyDocument.of(policy.policyDocument()).fields().stream()
        .map(
            field ->
                FieldIndex.builder()
                    .logGroupIdentifier(arn)
                    .fieldIndexName(field.name())
                    .lastScanTime(policy.lastUpdateTime())
                    .type(field.type())
                    .build())
        .toList();
  }
}
