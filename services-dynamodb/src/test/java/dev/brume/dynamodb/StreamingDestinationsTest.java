package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Changes are sent to Kinesis data streams. Texts and forms: answers recorded on AWS, DynamoDB,
 * 2025-07-23 ("kinesis streaming destination crud"), and DynamoDB Streams, 2024-01-30.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Using
 *     Kinesis Data Streams to capture changes to DynamoDB</a>
 */
class StreamingDestinationsTest {
  private static final String STREAM =
      "arn:aws:kinesis:eu-west-1:123456789012:stream/changes-of-orders";

  private final List<DeliveryMessage> sent = new ArrayList<>();
  private final List<Sender> senders = new ArrayList<>();
  private boolean down;

  /** A data stream that takes everything, but for when it is down. */
  private final DeliveryTarget kinesis =
      new DeliveryTarget() {
        @Override
        public boolean exists(Arn target) {
          return target.toString().equals(STREAM);
        }

        @Override
        public CompletionStage<DeliveryOutcome> deliver(
            Arn target, DeliveryMessage message, Sender sender) {
          if (down) {
            return CompletableFuture.completedFuture(
                DeliveryOutcome.throttled("ProvisionedThroughputExceededException", "Too much"));
          }
          sent.add(message);
          senders.add(sender);
          return CompletableFuture.completedFuture(DeliveryOutcome.DELIVERED);
        }
      };

  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.server.environment().ports().offerTarget("kinesis", () -> kinesis);
    wire.hashTable("orders");
  }

  private static String input(String rest) {
    return "{'TableName': 'orders', 'StreamArn': '%s'%s}".formatted(STREAM, rest);
  }

  private static String output(String status, String rest) {
    return "{'TableName': 'orders', 'StreamArn': '%s', 'DestinationStatus': '%s'%s}"
        .formatted(STREAM, status, rest);
  }

  private void describes(String destinations) {
    wire.gives(
        "DescribeKinesisStreamingDestination",
        "{'TableName': 'orders'}",
        "{'TableName': 'orders', 'KinesisDataStreamDestinations': %s}".formatted(destinations));
  }

  @Test
  void areEnabledUpdatedAndDisabled() {
    describes("[]");
    wire.gives(
        "EnableKinesisStreamingDestination",
        input(""),
        output("ENABLING", ", 'EnableKinesisStreamingConfiguration': {}"));
    describes("[{'StreamArn': '%s', 'DestinationStatus': 'ACTIVE'}]".formatted(STREAM));
    wire.invalid(
        "UpdateKinesisStreamingDestination",
        input(""),
        "Streaming destination cannot be updated with given parameters:"
            + " UpdateKinesisStreamingConfiguration cannot be null or contain only null values");
    String precision =
        ", 'UpdateKinesisStreamingConfiguration': {'ApproximateCreationDateTimePrecision': '%s'}";
    wire.invalid(
        "UpdateKinesisStreamingDestination",
        input(precision.formatted("SECOND")),
        "1 validation error detected: Value 'SECOND' at"
            + " 'updateKinesisStreamingConfiguration.approximateCreationDateTimePrecision' failed"
            + " to satisfy constraint: Member must satisfy enum value set: [MILLISECOND,"
            + " MICROSECOND]");
    String other = STREAM.replace("changes-of-orders", "bad-stream");
    wire.invalid(
        "UpdateKinesisStreamingDestination",
        input(precision.formatted("MICROSECOND")).replace(STREAM, other),
        "Table is not in a valid state to enable Kinesis Streaming Destination: No streaming"
            + " destination with streamArn: "
            + other
            + " found for table with tableName: orders");
    wire.gives(
        "UpdateKinesisStreamingDestination",
        input(precision.formatted("MICROSECOND")),
        output("UPDATING", precision.formatted("MICROSECOND")));
    String tableId =
        wire.ok("DescribeTable", "{'TableName': 'orders'}").path("Table").path("TableId").asText();
    wire.invalid(
        "UpdateKinesisStreamingDestination",
        input(precision.formatted("MICROSECOND")),
        "Invalid Request: Precision is already set to the desired value of MICROSECOND for tableId: "
            + tableId
            + ", kdsArn: "
            + STREAM);
    wire.gives("DisableKinesisStreamingDestination", input(""), output("DISABLING", ""));
    describes(
        "[{'StreamArn': '%s', 'DestinationStatus': 'DISABLED',".formatted(STREAM)
            + " 'ApproximateCreationDateTimePrecision': 'MICROSECOND'}]");
  }

  @Test
  void areRefusedWhereTheyCantBe() {
    String missing = "Requested resource not found: Table: bad-table not found";
    for (String operation :
        new String[] {"EnableKinesisStreamingDestination", "DisableKinesisStreamingDestination"}) {
      wire.fails(
          operation,
          input("").replace("orders'", "bad-table'"),
          "ResourceNotFoundException",
          missing);
    }
    String other = STREAM.replace("changes-of-orders", "bad-stream");
    wire.ok("EnableKinesisStreamingDestination", input("").replace(STREAM, other));
    describes(
        "[{'StreamArn': '%s', 'DestinationStatus': 'ENABLE_FAILED',".formatted(other)
            + " 'DestinationStatusDescription': 'The Kinesis data stream does not exist'}]");
  }

  @Test
  void getEveryChange() {
    wire.ok("EnableKinesisStreamingDestination", input(""));
    wire.put("orders", "{'pk': {'S': 'test'}}");
    assertThat(sent).hasSize(1);
    JsonNode record = DynamoDbWire.json(sent.get(0).body());
    ((ObjectNode) record).remove("eventID");
    assertThat(record)
        .isEqualTo(
            DynamoDbWire.json(
                """
                {'awsRegion': 'eu-west-1', 'eventName': 'INSERT', 'userIdentity': null,
                 'recordFormat': 'application/json', 'tableName': 'orders',
                 'dynamodb': {'ApproximateCreationDateTime': %d,
                              'Keys': {'pk': {'S': 'test'}},
                              'NewImage': {'pk': {'S': 'test'}}, 'SizeBytes': 12},
                 'eventSource': 'aws:dynamodb'}
                """
                    .formatted(wire.server.timeline().nowMillis())));
    assertThat(sent.get(0).partitionKey()).isNotEmpty();
    assertThat(senders.get(0))
        .isEqualTo(
            new Sender("dynamodb.amazonaws.com", DynamoDbWire.ARN + "orders", "123456789012"));
    wire.put("orders", "{'pk': {'S': 'test'}}");
    wire.ok("DisableKinesisStreamingDestination", input(""));
    wire.put("orders", "{'pk': {'S': 'other'}}");
    assertThat(sent).hasSize(1);
  }

  /** In the order of an item's changes, also over a restart. */
  @Test
  void getEveryChangeLaterWhereTheyAreDown() {
    wire.ok("EnableKinesisStreamingDestination", input(""));
    down = true;
    wire.put("orders", "{'pk': {'S': 'a'}}");
    wire.ok("DeleteItem", "{'TableName': 'orders', 'Key': {'pk': {'S': 'a'}}}");
    assertThat(sent).isEmpty();
    wire.server.restart();
    down = false;
    wire.server.pass(Duration.ofMinutes(5));
    assertThat(sent.stream().map(each -> DynamoDbWire.json(each.body()).path("eventName").asText()))
        .containsExactly("INSERT", "REMOVE");
  }
}
