package dev.brume.logs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.logs.api.DeleteSubscriptionFilterRequest;
import dev.brume.logs.api.DescribeSubscriptionFiltersRequest;
import dev.brume.logs.api.DescribeSubscriptionFiltersResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.PutSubscriptionFilterRequest;
import dev.brume.logs.api.SubscriptionFilter;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.SubscriptionFilterRecord;

/**
 * Subscription filters of log groups. The texts of refusals are recorded on AWS, CloudWatch Logs,
 * February 2026, except for those about missing targets, which are as users report them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html">PutSubscriptionFilter</a>
 */
final class SubscriptionFilterOperations {
  private final LogGroupFinder finder;
  private final Ports ports;

  SubscriptionFilterOperations(LogGroupFinder finder, Ports ports) {
    this.finder = finder;
    this.ports = ports;
  }

  Unit putSubscriptionFilter(RequestContext context, PutSubscriptionFilterRequest input) {
    LogsRefusals.refuseUnbuilt("applyOnTransformedLogs", input.applyOnTransformedLogs());
    LogsRefusals.refuseUnbuilt("fieldSelectionCriteria", input.fieldSelectionCriteria());
    LogsRefusals.refuseUnbuilt("emitSystemFields", input.emitSystemFields());
    Arn target = checkTarget(context, input);
    LogsRefusals.pattern(input.filterPattern());
    finder.with(context.scope(), input.logGroupName(), (region, group) -> group);
    requireTarget(context, target, input);
    return finder.with(
        context.scope(),
        input.logGroupName(),
        (region, group) -> {
          var known = region.subscriptions(group.name());
          boolean isNew = known.stream().noneMatch(one -> one.name().equals(input.filterName()));
          LogsQuotas.SUBSCRIPTION_FILTERS.require(
              known.size() + (isNew ? 1 : 0),
              most -> LogsErrors.limitExceededException("Resource limit exceeded."));
          region.putSubscription(
              group.name(),
              new SubscriptionFilterRecord(
                  input.filterName(),
                  input.filterPattern(),
                  input.destinationArn(),
                  input.roleArn(),
                  input.distribution() == null ? "ByLogStream" : input.distribution(),
                  known.stream()
                      .filter(one -> one.name().equals(input.filterName()))
                      .findFirst()
                      .map(SubscriptionFilterRecord::createdMillis)
                      .orElse(region.nowMillis())));
          return Unit.INSTANCE;
        });
  }

  private static Arn checkTarget(RequestContext context, PutSubscriptionFilterRequest input) {
    Arn target =
        Arn.parse(input.destinationArn())
            .orElseThrow(() -> LogsRefusals.invalid("destinationArn is not a valid ARN."));
    switch (target.service()) {
      case "lambda" -> {
        if (!target.account().equals(context.scope().account())) {
          throw LogsErrors.accessDeniedException(
              "Cross-account lambda invocation passing is not allowed. You must use"
                  + " DestinationPolicies to create cross account lambda triggers.");
        }
        if (input.roleArn() != null) {
          throw LogsRefusals.invalid(
              "destinationArn for vendor lambda cannot be used with roleArn");
        }
      }
      case "kinesis", "firehose" -> {
        if (input.roleArn() == null) {
          throw LogsRefusals.invalid(
              "destinationArn for vendor " + target.service() + " cannot be used without roleArn");
        }
      }
      case "logs" -> {}
      default ->
          throw LogsRefusals.invalid(
              "PutSubscriptionFilter operation cannot work with destinationArn for vendor "
                  + target.service());
    }
    return target;
  }

  private void requireTarget(
      RequestContext context, Arn target, PutSubscriptionFilterRequest input) {
    switch (target.service()) {
      case "lambda" -> {
        if (input.logGroupName().equals("/aws/lambda/" + target.resourceId())) {
          throw LogsRefusals.invalid(
              "The log group provided is reserved for the function logs of the destination"
                  + " function.");
        }
        if (!exists(target)) {
          throw LogsRefusals.invalid(
              "Could not execute the lambda function. Make sure you have given CloudWatch Logs"
                  + " permission to execute your function.");
        }
      }
      case "kinesis" -> {
        if (!exists(target)) {
          throw LogsRefusals.invalid(
              "Could not deliver test message to specified Kinesis stream. Check if the given"
                  + " kinesis stream is in ACTIVE state. ");
        }
      }
      case "firehose" ->
          throw LogsRefusals.invalid(
              "Could not deliver test message to specified Firehose stream. Check if the given"
                  + " Firehose stream is in ACTIVE state. ");
      default -> {
        var region = finder.region(context.scope());
        if (region.call(() -> region.destination(target.resourceId())) == null) {
          throw LogsErrors.resourceNotFoundException("The specified destination does not exist.");
        }
      }
    }
  }

  private boolean exists(Arn target) {
    DeliveryTarget known = ports.target(target).orElse(null);
    return known != null && known.exists(target);
  }

  DescribeSubscriptionFiltersResponse describeSubscriptionFilters(
      RequestContext context, DescribeSubscriptionFiltersRequest input) {
    String prefix = input.filterNamePrefix() == null ? "" : input.filterNamePrefix();
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeSubscriptionFilters",
            LogsRefusals::invalidToken,
            context.scope(),
            input.logGroupName(),
            prefix);
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    return finder.with(
        context.scope(),
        input.logGroupName(),
        (region, group) -> {
          var page =
              tokens
                  .page(
                      region.subscriptions(group.name()).stream()
                          .filter(one -> one.name().startsWith(prefix))
                          .filter(one -> one.name().compareTo(position) > 0),
                      limit,
                      SubscriptionFilterRecord::name)
                  .map(one -> show(group.name(), one));
          return DescribeSubscriptionFiltersResponse.builder()
              .subscriptionFilters(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static SubscriptionFilter show(String group, SubscriptionFilterRecord filter) {
    return SubscriptionFilter.builder()
        .filterName(filter.name())
        .logGroupName(group)
        .filterPattern(filter.pattern())
        .destinationArn(filter.destinationArn())
        .roleArn(filter.roleArn())
        .distribution(filter.distribution())
        .applyOnTransformedLogs(false)
        .creationTime(filter.createdMillis())
        .build();
  }

  Unit deleteSubscriptionFilter(RequestContext context, DeleteSubscriptionFilterRequest input) {
    return finder.with(
        context.scope(),
        input.logGroupName(),
        (region, group) -> {
          if (!region.removeSubscription(group.name(), input.filterName())) {
            throw LogsErrors.resourceNotFoundException(
                "The specified subscription filter does not exist.");
          }
          return Unit.INSTANCE;
        });
  }
}
