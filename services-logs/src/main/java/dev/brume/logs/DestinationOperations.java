package dev.brume.logs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.logs.api.DeleteDestinationRequest;
import dev.brume.logs.api.DescribeDestinationsRequest;
import dev.brume.logs.api.DescribeDestinationsResponse;
import dev.brume.logs.api.Destination;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.PutDestinationPolicyRequest;
import dev.brume.logs.api.PutDestinationRequest;
import dev.brume.logs.api.PutDestinationResponse;
import dev.brume.logs.engine.LogsDestinationRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;

/**
 * Destinations: named streams that subscription filters may refer to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDestination.html">PutDestination</a>
 */
final class DestinationOperations {
  private final LogGroupFinder finder;
  private final Ports ports;

  DestinationOperations(LogGroupFinder finder, Ports ports) {
    this.finder = finder;
    this.ports = ports;
  }

  static String arn(Scope scope, String name) {
    return scope.colonArn("logs", "destination", name).toString();
  }

  PutDestinationResponse putDestination(RequestContext context, PutDestinationRequest input) {
    Arn target =
        Arn.parse(input.targetArn())
            .orElseThrow(() -> LogsRefusals.invalid("targetArn is not a valid ARN."));
    DeliveryTarget known =
        target.service().equals("kinesis") ? ports.target(target).orElse(null) : null;
    if (known == null || !known.exists(target)) {
      throw LogsRefusals.invalid(
          "Could not deliver test message to specified destination. Check if the destination is"
              + " valid.");
    }
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          LogsDestinationRecord former = region.destination(input.destinationName());
          LogsDestinationRecord made =
              new LogsDestinationRecord(
                  input.destinationName(),
                  input.targetArn(),
                  input.roleArn(),
                  former == null ? null : former.policy(),
                  former == null ? region.nowMillis() : former.createdMillis(),
                  former == null ? LogGroupTagOperations.checked(input.tags()) : former.tags());
          region.putDestination(made);
          return PutDestinationResponse.builder().destination(show(context.scope(), made)).build();
        });
  }

  Unit putDestinationPolicy(RequestContext context, PutDestinationPolicyRequest input) {
    if (JsonDocument.COMMON.object(input.accessPolicy()).isEmpty()) {
      throw LogsRefusals.invalid("The access policy is not valid JSON.");
    }
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          region.putDestination(
              find(region, input.destinationName()).withPolicy(input.accessPolicy()));
          return Unit.INSTANCE;
        });
  }

  private static LogsDestinationRecord find(LogsRegion region, String name) {
    LogsDestinationRecord destination = region.destination(name);
    if (destination == null) {
      throw LogsErrors.resourceNotFoundException("The specified destination does not exist.");
    }
    return destination;
  }

  DescribeDestinationsResponse describeDestinations(
      RequestContext context, DescribeDestinationsRequest input) {
    String prefix = input.destinationNamePrefix() == null ? "" : input.destinationNamePrefix();
    PageTokens tokens =
        PageTokens.of(
            "logs", "DescribeDestinations", LogsRefusals::invalidToken, context.scope(), prefix);
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          var page =
              tokens
                  .page(
                      region.destinations().stream()
                          .filter(one -> one.name().startsWith(prefix))
                          .filter(one -> one.name().compareTo(position) > 0),
                      limit,
                      LogsDestinationRecord::name)
                  .map(one -> show(context.scope(), one));
          return DescribeDestinationsResponse.builder()
              .destinations(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static Destination show(Scope scope, LogsDestinationRecord destination) {
    return Destination.builder()
        .destinationName(destination.name())
        .targetArn(destination.targetArn())
        .roleArn(destination.roleArn())
        .accessPolicy(destination.policy())
        .arn(arn(scope, destination.name()))
        .creationTime(destination.createdMillis())
        .build();
  }

  Unit deleteDestination(RequestContext context, DeleteDestinationRequest input) {
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          find(region, input.destinationName());
          region.removeDestination(input.destinationName());
          return Unit.INSTANCE;
        });
  }
}
