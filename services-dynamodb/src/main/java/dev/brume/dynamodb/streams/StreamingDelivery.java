package dev.brume.dynamodb.streams;

import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.Ports;
import dev.brume.core.port.Sender;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.scope.Arn;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.dynamodb.engine.ChangeDelivery;
import dev.brume.dynamodb.streams.api.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/**
 * Sends changes to Kinesis data streams, as records in JSON.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_gettingstarted.html">Getting
 *     started with Kinesis Data Streams for Amazon DynamoDB</a>
 */
public final class StreamingDelivery implements TaskHandler<ChangeDelivery> {
  private static final String SENDER = "dynamodb.amazonaws.com";
  private static final String MICROSECOND = "MICROSECOND";

  private final Deliveries deliveries;

  public StreamingDelivery(Ports ports) {
    deliveries = new Deliveries(ports);
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<ChangeDelivery> task) {
    ChangeDelivery delivery = task.payload();
    Arn table = Arn.parse(delivery.tableArn()).orElseThrow();
    DeliveryMessage message =
        DeliveryMessage.of(text(delivery, table))
            .withPartitionKey(StreamRecords.digest(delivery.change().keys().bytes()));
    Sender sender = new Sender(SENDER, delivery.tableArn(), table.account());
    return deliveries
        .deliver(delivery.streamArn(), message, sender)
        .thenApply(StreamingDelivery::outcome);
  }

  private static TaskOutcome outcome(DeliveryOutcome outcome) {
    return switch (outcome.status()) {
      case DELIVERED -> TaskOutcome.DONE;
      case THROTTLED, FAILED -> TaskOutcome.RETRY;
      case NOT_FOUND, ACCESS_DENIED, INVALID -> TaskOutcome.abandon(outcome.message());
    };
  }

  /** Form: answer recorded on AWS, DynamoDB Streams, 2024-01-30. */
  private static String text(ChangeDelivery delivery, Arn table) {
    String head =
        JsonObjectText.of(
            json -> {
              json.member("awsRegion", table.region())
                  .member("eventID", delivery.eventId())
                  .member("eventName", delivery.change().event());
              if (delivery.change().expired()) {
                json.object(
                    "userIdentity",
                    who -> who.member("principalId", SENDER).member("type", "Service"));
              } else {
                json.nullMember("userIdentity");
              }
              json.member("recordFormat", "application/json")
                  .member("tableName", table.resourceId());
            });
    return head.substring(0, head.length() - 1)
        + ",\"dynamodb\":"
        + change(delivery)
        + ",\"eventSource\":\"aws:dynamodb\"}";
  }

  private static String change(ChangeDelivery delivery) {
    boolean micros = MICROSECOND.equals(delivery.precision());
    String time =
        "{\"ApproximateCreationDateTime\":"
            + (micros ? delivery.madeMillis() * 1_000 : delivery.madeMillis());
    String images =
        new String(
            JsonCodec.AWS_JSON.encode(
                StreamRecord.builder()
                    .keys(StreamRecords.image(delivery.change().keys()))
                    .newImage(StreamRecords.image(delivery.change().newImage()))
                    .oldImage(StreamRecords.image(delivery.change().oldImage()))
                    .sizeBytes(delivery.change().sizeBytes())
                    .build()),
            StandardCharsets.UTF_8);
    String precision =
        delivery.precision() == null
            ? "}"
            : ",\"ApproximateCreationDateTimePrecision\":\"" + delivery.precision() + "\"}";
    return time + "," + images.substring(1, images.length() - 1) + precision;
  }
}
