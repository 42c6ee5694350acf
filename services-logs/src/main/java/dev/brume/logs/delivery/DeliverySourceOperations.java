package dev.brume.logs.delivery;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.DeleteDeliverySourceRequest;
import dev.brume.logs.api.DeliverySource;
import dev.brume.logs.api.DescribeDeliverySourcesRequest;
import dev.brume.logs.api.DescribeDeliverySourcesResponse;
import dev.brume.logs.api.GetDeliverySourceRequest;
import dev.brume.logs.api.GetDeliverySourceResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.PutDeliverySourceRequest;
import dev.brume.logs.api.PutDeliverySourceResponse;
import dev.brume.logs.engine.LogsDeliverySourceRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.util.List;

/**
 * Delivery sources: resources of services that send vended logs. The existence of the resource is
 * not checked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html">PutDeliverySource</a>
 */
public final class DeliverySourceOperations {
  private static final String MISSING = "Requested Delivery Source does not exist in this account.";

  private final LogGroupFinder finder;

  public DeliverySourceOperations(LogGroupFinder finder) {
    this.finder = finder;
  }

  private static AwsError missing(String text) {
    return LogsErrors.resourceNotFoundException(text);
  }

  static LogsDeliverySourceRecord find(LogsRegion region, String name) {
    LogsDeliverySourceRecord source = region.deliveries().source(name);
    if (source == null) {
      throw missing(MISSING);
    }
    return source;
  }

  public PutDeliverySourceResponse putDeliverySource(
      RequestContext context, PutDeliverySourceRequest input) {
    LogsRefusals.refuseUnbuilt("deliverySourceConfiguration", input.deliverySourceConfiguration());
    String service = Arn.parse(input.resourceArn()).map(Arn::service).orElse(null);
    if (service == null) {
      throw LogsErrors.validationException("The provided resource ARN is not valid.");
    }
    LogsDeliverySourceRecord made =
        new LogsDeliverySourceRecord(
            input.name(),
            input.resourceArn(),
            service,
            input.logType(),
            DeliveryTags.checked(input.tags()));
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          region.deliveries().put(made);
          return PutDeliverySourceResponse.builder()
              .deliverySource(show(context.scope(), made))
              .build();
        });
  }

  private static DeliverySource show(Scope scope, LogsDeliverySourceRecord source) {
    return DeliverySource.builder()
        .name(source.name())
        .arn(scope.colonArn("logs", "delivery-source", source.name()).toString())
        .resourceArns(List.of(source.resourceArn()))
        .service(source.service())
        .logType(source.logType())
        .tags(source.tags().isEmpty() ? null : source.tags())
        .build();
  }

  public GetDeliverySourceResponse getDeliverySource(
      RequestContext context, GetDeliverySourceRequest input) {
    LogsRegion region = finder.region(context.scope());
    LogsDeliverySourceRecord source = region.call(() -> find(region, input.name()));
    return GetDeliverySourceResponse.builder()
        .deliverySource(show(context.scope(), source))
        .build();
  }

  public DescribeDeliverySourcesResponse describeDeliverySources(
      RequestContext context, DescribeDeliverySourcesRequest input) {
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeDeliverySources",
            LogsRefusals::invalidToken,
            context.scope(),
            input.resourceArns());
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    LogsRegion region = finder.region(context.scope());
    var page =
        region.call(
            () ->
                tokens.page(
                    region.deliveries().sources().stream()
                        .filter(
                            one ->
                                input.resourceArns() == null
                                    || input.resourceArns().contains(one.resourceArn()))
                        .filter(one -> one.name().compareTo(position) > 0),
                    limit,
                    LogsDeliverySourceRecord::name));
    return DescribeDeliverySourcesResponse.builder()
        .deliverySources(page.map(one -> show(context.scope(), one)).elements())
        .nextToken(page.nextToken())
        .build();
  }

  /**
   * AWS ends this error text, and only this one, with two full stops (recorded in February 2026).
   */
  public Unit deleteDeliverySource(RequestContext context, DeleteDeliverySourceRequest input) {
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          if (region.deliveries().source(input.name()) == null) {
            throw missing(MISSING + ".");
          }
          if (region.deliveries().all().stream()
              .anyMatch(one -> one.source().equals(input.name()))) {
            throw LogsErrors.conflictException(
                "Cannot delete a Delivery Source that has Deliveries.");
          }
          region.deliveries().removeSource(input.name());
          return Unit.INSTANCE;
        });
  }
}
