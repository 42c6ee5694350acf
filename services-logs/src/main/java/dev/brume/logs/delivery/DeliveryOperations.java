package dev.brume.logs.delivery;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.CreateDeliveryRequest;
import dev.brume.logs.api.CreateDeliveryResponse;
import dev.brume.logs.api.DeleteDeliveryRequest;
import dev.brume.logs.api.Delivery;
import dev.brume.logs.api.DescribeDeliveriesRequest;
import dev.brume.logs.api.DescribeDeliveriesResponse;
import dev.brume.logs.api.GetDeliveryRequest;
import dev.brume.logs.api.GetDeliveryResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.S3DeliveryConfiguration;
import dev.brume.logs.api.UpdateDeliveryConfigurationRequest;
import dev.brume.logs.api.UpdateDeliveryConfigurationResponse;
import dev.brume.logs.engine.LogsDeliveryDestinationRecord;
import dev.brume.logs.engine.LogsDeliveryRecord;
import dev.brume.logs.engine.LogsDeliverySourceRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.util.List;

/**
 * Deliveries of vended logs: stored and shown, never made, as no vending service is emulated.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateDelivery.html">CreateDelivery</a>
 */
public final class DeliveryOperations {
  private static final int ID_LENGTH = 16;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final String CLOUDFRONT = "cloudfront";

  /** The fields of CloudFront's access logs (recorded on AWS in February 2026). */
  private static final List<String> CLOUDFRONT_FIELDS =
      List.of(
          ("date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status"
                  + " cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type"
                  + " x-edge-request-id x-host-header cs-protocol cs-bytes time-taken"
                  + " x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type"
                  + " cs-protocol-version fle-status fle-encrypted-fields c-port"
                  + " time-to-first-byte x-edge-detailed-result-type sc-content-type"
                  + " sc-content-len sc-range-start sc-range-end")
              .split(" "));

  private final LogGroupFinder finder;
  private final Ids ids;

  public DeliveryOperations(LogGroupFinder finder, Ids ids) {
    this.finder = finder;
    this.ids = ids;
  }

  private static AwsError missing() {
    return LogsErrors.resourceNotFoundException(
        "Requested Delivery does not exist in this account.");
  }

  private static LogsDeliveryRecord find(LogsRegion region, String id) {
    LogsDeliveryRecord delivery = region.deliveries().delivery(id);
    if (delivery == null) {
      throw missing();
    }
    return delivery;
  }

  public CreateDeliveryResponse createDelivery(
      RequestContext context, CreateDeliveryRequest input) {
    LogsRegion region = finder.region(context.scope());
    String prefix = DeliveryDestinationOperations.arn(context.scope(), "");
    String arn = input.deliveryDestinationArn();
    return region.call(
        () -> {
          LogsDeliverySourceRecord source =
              DeliverySourceOperations.find(region, input.deliverySourceName());
          LogsDeliveryDestinationRecord destination =
              DeliveryDestinationOperations.find(
                  region, arn.startsWith(prefix) ? arn.substring(prefix.length()) : "");
          if (region.deliveries().all().stream()
              .anyMatch(
                  one ->
                      one.source().equals(source.name())
                          && one.destination().equals(destination.name()))) {
            throw LogsErrors.conflictException("Delivery already exists.");
          }
          LogsDeliveryRecord made = made(source, destination, input);
          region.deliveries().put(made);
          return CreateDeliveryResponse.builder().delivery(show(context.scope(), made)).build();
        });
  }

  private LogsDeliveryRecord made(
      LogsDeliverySourceRecord source,
      LogsDeliveryDestinationRecord destination,
      CreateDeliveryRequest input) {
    boolean bucket = destination.type().equals("S3");
    boolean cloudFront = source.service().equals(CLOUDFRONT);
    S3DeliveryConfiguration given = input.s3DeliveryConfiguration();
    String usual = "AWSLogs/{account-id}/" + (cloudFront ? "CloudFront" : source.service()) + "/";
    return new LogsDeliveryRecord(
        ids.text(ID_LENGTH, ALPHABET),
        source.name(),
        destination.name(),
        destination.type(),
        input.recordFields() == null && cloudFront ? CLOUDFRONT_FIELDS : input.recordFields(),
        input.fieldDelimiter(),
        bucket ? given == null || given.suffixPath() == null ? usual : given.suffixPath() : null,
        given != null && Boolean.TRUE.equals(given.enableHiveCompatiblePath()),
        DeliveryTags.checked(input.tags()));
  }

  private static Delivery show(Scope scope, LogsDeliveryRecord delivery) {
    return Delivery.builder()
        .id(delivery.id())
        .arn(scope.colonArn("logs", "delivery", delivery.id()).toString())
        .deliverySourceName(delivery.source())
        .deliveryDestinationArn(DeliveryDestinationOperations.arn(scope, delivery.destination()))
        .deliveryDestinationType(delivery.type())
        .recordFields(delivery.recordFields())
        .fieldDelimiter(delivery.fieldDelimiter())
        .s3DeliveryConfiguration(
            delivery.suffixPath() == null
                ? null
                : S3DeliveryConfiguration.builder()
                    .suffixPath(delivery.suffixPath())
                    .enableHiveCompatiblePath(delivery.hive())
                    .build())
        .tags(delivery.tags().isEmpty() ? null : delivery.tags())
        .build();
  }

  public GetDeliveryResponse getDelivery(RequestContext context, GetDeliveryRequest input) {
    LogsRegion region = finder.region(context.scope());
    LogsDeliveryRecord delivery = region.call(() -> find(region, input.id()));
    return GetDeliveryResponse.builder().delivery(show(context.scope(), delivery)).build();
  }

  public DescribeDeliveriesResponse describeDeliveries(
      RequestContext context, DescribeDeliveriesRequest input) {
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeDeliveries",
            LogsRefusals::invalidToken,
            context.scope(),
            input.deliverySourceNames());
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    LogsRegion region = finder.region(context.scope());
    var page =
        region.call(
            () ->
                tokens.page(
                    region.deliveries().all().stream()
                        .filter(
                            one ->
                                input.deliverySourceNames() == null
                                    || input.deliverySourceNames().contains(one.source()))
                        .filter(one -> one.id().compareTo(position) > 0),
                    limit,
                    LogsDeliveryRecord::id));
    return DescribeDeliveriesResponse.builder()
        .deliveries(page.map(one -> show(context.scope(), one)).elements())
        .nextToken(page.nextToken())
        .build();
  }

  /** Members that are not given stay as they are. */
  public UpdateDeliveryConfigurationResponse updateDeliveryConfiguration(
      RequestContext context, UpdateDeliveryConfigurationRequest input) {
    LogsRegion region = finder.region(context.scope());
    S3DeliveryConfiguration given = input.s3DeliveryConfiguration();
    return region.call(
        () -> {
          LogsDeliveryRecord known = find(region, input.id());
          if (given != null && known.suffixPath() == null) {
            throw LogsErrors.validationException(
                "s3DeliveryConfiguration is supported only for deliveries to S3.");
          }
          region
              .deliveries()
              .put(
                  known.changed(
                      input.recordFields(),
                      input.fieldDelimiter(),
                      given == null ? null : given.suffixPath(),
                      given == null ? null : given.enableHiveCompatiblePath()));
          return UpdateDeliveryConfigurationResponse.builder().build();
        });
  }

  public Unit deleteDelivery(RequestContext context, DeleteDeliveryRequest input) {
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          find(region, input.id());
          region.deliveries().remove(input.id());
          return Unit.INSTANCE;
        });
  }
}
