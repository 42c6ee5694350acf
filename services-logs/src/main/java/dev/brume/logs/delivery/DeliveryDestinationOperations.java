package dev.brume.logs.delivery;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.DeleteDeliveryDestinationPolicyRequest;
import dev.brume.logs.api.DeleteDeliveryDestinationRequest;
import dev.brume.logs.api.DeliveryDestination;
import dev.brume.logs.api.DeliveryDestinationConfiguration;
import dev.brume.logs.api.DescribeDeliveryDestinationsRequest;
import dev.brume.logs.api.DescribeDeliveryDestinationsResponse;
import dev.brume.logs.api.GetDeliveryDestinationPolicyRequest;
import dev.brume.logs.api.GetDeliveryDestinationPolicyResponse;
import dev.brume.logs.api.GetDeliveryDestinationRequest;
import dev.brume.logs.api.GetDeliveryDestinationResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.Policy;
import dev.brume.logs.api.PutDeliveryDestinationPolicyRequest;
import dev.brume.logs.api.PutDeliveryDestinationPolicyResponse;
import dev.brume.logs.api.PutDeliveryDestinationRequest;
import dev.brume.logs.api.PutDeliveryDestinationResponse;
import dev.brume.logs.engine.LogsDeliveryDestinationRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.util.Map;

/**
 * Delivery destinations: buckets, log groups and Firehose streams for vended logs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliveryDestination.html">PutDeliveryDestination</a>
 */
public final class DeliveryDestinationOperations {
  private static final Map<String, String> TYPES =
      Map.of("s3", "S3", "logs", "CWL", "firehose", "FH");

  private final LogGroupFinder finder;

  public DeliveryDestinationOperations(LogGroupFinder finder) {
    this.finder = finder;
  }

  static String arn(Scope scope, String name) {
    return scope.colonArn("logs", "delivery-destination", name).toString();
  }

  private static AwsError missing() {
    return LogsErrors.resourceNotFoundException(
        "Requested Delivery Destination does not exist in this account.");
  }

  static LogsDeliveryDestinationRecord find(LogsRegion region, String name) {
    LogsDeliveryDestinationRecord destination = region.deliveries().destination(name);
    if (destination == null) {
      throw missing();
    }
    return destination;
  }

  public PutDeliveryDestinationResponse putDeliveryDestination(
      RequestContext context, PutDeliveryDestinationRequest input) {
    LogsRefusals.refuseUnbuilt("roleArn", input.roleArn());
    DeliveryDestinationConfiguration given = input.deliveryDestinationConfiguration();
    String type =
        given == null
            ? null
            : Arn.parse(given.destinationResourceArn())
                .map(arn -> TYPES.get(arn.service()))
                .orElse(null);
    if (type == null
        || input.deliveryDestinationType() != null
            && !input.deliveryDestinationType().equals(type)) {
      throw LogsErrors.validationException("The provided destination resource is not supported.");
    }
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          LogsDeliveryDestinationRecord former = region.deliveries().destination(input.name());
          LogsDeliveryDestinationRecord made =
              new LogsDeliveryDestinationRecord(
                  input.name(),
                  type,
                  input.outputFormat(),
                  given.destinationResourceArn(),
                  former == null ? null : former.policy(),
                  DeliveryTags.checked(input.tags()));
          region.deliveries().put(made);
          return PutDeliveryDestinationResponse.builder()
              .deliveryDestination(show(context.scope(), made))
              .build();
        });
  }

  private static DeliveryDestination show(Scope scope, LogsDeliveryDestinationRecord known) {
    return DeliveryDestination.builder()
        .name(known.name())
        .arn(arn(scope, known.name()))
        .deliveryDestinationType(known.type())
        .outputFormat(known.outputFormat())
        .deliveryDestinationConfiguration(
            DeliveryDestinationConfiguration.builder()
                .destinationResourceArn(known.resourceArn())
                .build())
        .tags(known.tags().isEmpty() ? null : known.tags())
        .build();
  }

  public GetDeliveryDestinationResponse getDeliveryDestination(
      RequestContext context, GetDeliveryDestinationRequest input) {
    LogsRegion region = finder.region(context.scope());
    LogsDeliveryDestinationRecord known = region.call(() -> find(region, input.name()));
    return GetDeliveryDestinationResponse.builder()
        .deliveryDestination(show(context.scope(), known))
        .build();
  }

  public DescribeDeliveryDestinationsResponse describeDeliveryDestinations(
      RequestContext context, DescribeDeliveryDestinationsRequest input) {
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeDeliveryDestinations",
            LogsRefusals::invalidToken,
            context.scope(),
            input.names());
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    LogsRegion region = finder.region(context.scope());
    var page =
        region.call(
            () ->
                tokens.page(
                    region.deliveries().destinations().stream()
                        .filter(one -> input.names() == null || input.names().contains(one.name()))
                        .filter(one -> one.name().compareTo(position) > 0),
                    limit,
                    LogsDeliveryDestinationRecord::name));
    return DescribeDeliveryDestinationsResponse.builder()
        .deliveryDestinations(page.map(one -> show(context.scope(), one)).elements())
        .nextToken(page.nextToken())
        .build();
  }

  public Unit deleteDeliveryDestination(
      RequestContext context, DeleteDeliveryDestinationRequest input) {
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          find(region, input.name());
          if (region.deliveries().all().stream()
              .anyMatch(one -> one.destination().equals(input.name()))) {
            throw LogsErrors.conflictException(
                "Cannot delete a Delivery Destination that has Deliveries.");
          }
          region.deliveries().removeDestination(input.name());
          return Unit.INSTANCE;
        });
  }

  public PutDeliveryDestinationPolicyResponse putDeliveryDestinationPolicy(
      RequestContext context, PutDeliveryDestinationPolicyRequest input) {
    if (JsonDocument.COMMON.object(input.deliveryDestinationPolicy()).isEmpty()) {
      throw LogsErrors.validationException("The policy is not valid JSON.");
    }
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          region
              .deliveries()
              .put(
                  find(region, input.deliveryDestinationName())
                      .withPolicy(input.deliveryDestinationPolicy()));
          return PutDeliveryDestinationPolicyResponse.builder()
              .policy(policy(input.deliveryDestinationPolicy()))
              .build();
        });
  }

  private static Policy policy(String text) {
    return Policy.builder().deliveryDestinationPolicy(text).build();
  }

  public GetDeliveryDestinationPolicyResponse getDeliveryDestinationPolicy(
      RequestContext context, GetDeliveryDestinationPolicyRequest input) {
    LogsRegion region = finder.region(context.scope());
    LogsDeliveryDestinationRecord known =
        region.call(() -> find(region, input.deliveryDestinationName()));
    return GetDeliveryDestinationPolicyResponse.builder().policy(policy(known.policy())).build();
  }

  public Unit deleteDeliveryDestinationPolicy(
      RequestContext context, DeleteDeliveryDestinationPolicyRequest input) {
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          region.deliveries().put(find(region, input.deliveryDestinationName()).withPolicy(null));
          return Unit.INSTANCE;
        });
  }
}
