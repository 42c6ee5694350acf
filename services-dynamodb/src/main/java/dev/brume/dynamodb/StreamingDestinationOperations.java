package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.Ports;
import dev.brume.core.scope.Arn;
import dev.brume.dynamodb.api.DescribeKinesisStreamingDestinationInput;
import dev.brume.dynamodb.api.DescribeKinesisStreamingDestinationOutput;
import dev.brume.dynamodb.api.DestinationStatus;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.EnableKinesisStreamingConfiguration;
import dev.brume.dynamodb.api.KinesisDataStreamDestination;
import dev.brume.dynamodb.api.KinesisStreamingDestinationInput;
import dev.brume.dynamodb.api.KinesisStreamingDestinationOutput;
import dev.brume.dynamodb.api.UpdateKinesisStreamingConfiguration;
import dev.brume.dynamodb.api.UpdateKinesisStreamingDestinationInput;
import dev.brume.dynamodb.api.UpdateKinesisStreamingDestinationOutput;
import dev.brume.dynamodb.engine.StreamingDestination;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;

/**
 * Kinesis data streams as destinations of changes. Transitional states end at once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_EnableKinesisStreamingDestination.html">EnableKinesisStreamingDestination</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateKinesisStreamingDestination.html">UpdateKinesisStreamingDestination</a>
 */
final class StreamingDestinationOperations {
  /** "You can enable up to two Kinesis data streams for a table." */
  private static final int MAX_DESTINATIONS = 2;

  private static final String TO_ENABLE =
      "Table is not in a valid state to enable Kinesis Streaming Destination: ";
  private static final String TO_DISABLE =
      "Table is not in a valid state to disable Kinesis Streaming Destination: ";

  private final TableFinder tables;
  private final Ports ports;

  StreamingDestinationOperations(TableFinder tables, Ports ports) {
    this.tables = tables;
    this.ports = ports;
  }

  DescribeKinesisStreamingDestinationOutput describeKinesisStreamingDestination(
      RequestContext context, DescribeKinesisStreamingDestinationInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    List<KinesisDataStreamDestination> described = new ArrayList<>();
    for (StreamingDestination destination :
        place.describedTable().record().settings().destinations()) {
      boolean failed = destination.status().equals(DestinationStatus.ENABLE_FAILED);
      described.add(
          KinesisDataStreamDestination.builder()
              .streamArn(destination.streamArn())
              .destinationStatus(destination.status())
              .destinationStatusDescription(
                  failed ? "The Kinesis data stream does not exist" : null)
              .approximateCreationDateTimePrecision(destination.precision())
              .build());
    }
    return DescribeKinesisStreamingDestinationOutput.builder()
        .tableName(place.name())
        .kinesisDataStreamDestinations(described)
        .build();
  }

  KinesisStreamingDestinationOutput enableKinesisStreamingDestination(
      RequestContext context, KinesisStreamingDestinationInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    EnableKinesisStreamingConfiguration given = input.enableKinesisStreamingConfiguration();
    String precision = given == null ? null : given.approximateCreationDateTimePrecision();
    String status = exists(input.streamArn()) ? "ACTIVE" : DestinationStatus.ENABLE_FAILED;
    change(
        place,
        known -> {
          StreamingDestination before = find(known, input.streamArn());
          if (before != null && before.isActive()) {
            throw Validation.error(
                TO_ENABLE
                    + "EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED to"
                    + " perform ENABLE operation.");
          }
          known.remove(before);
          if (known.stream().filter(StreamingDestination::isActive).count() >= MAX_DESTINATIONS) {
            throw DynamoDbErrors.limitExceededException(
                "Table has reached the limit of "
                    + MAX_DESTINATIONS
                    + " Kinesis streaming destinations");
          }
          known.add(new StreamingDestination(input.streamArn(), status, precision));
        });
    return output(place, input, DestinationStatus.ENABLING)
        .enableKinesisStreamingConfiguration(
            given == null ? EnableKinesisStreamingConfiguration.builder().build() : given)
        .build();
  }

  private boolean exists(String streamArn) {
    Arn arn = Arn.parse(streamArn).orElse(null);
    return arn != null && ports.target(arn).map(target -> target.exists(arn)).orElse(false);
  }

  KinesisStreamingDestinationOutput disableKinesisStreamingDestination(
      RequestContext context, KinesisStreamingDestinationInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    change(
        place,
        known -> {
          StreamingDestination before = find(known, input.streamArn());
          if (before == null) {
            throw unknown(TO_DISABLE, input.streamArn(), place);
          }
          if (!before.isActive()) {
            throw Validation.error(
                TO_DISABLE
                    + "DisableKinesisStreamingDestination must be ACTIVE to perform DISABLE"
                    + " operation.");
          }
          known.set(known.indexOf(before), before.withStatus(DestinationStatus.DISABLED));
        });
    return output(place, input, DestinationStatus.DISABLING)
        .enableKinesisStreamingConfiguration(input.enableKinesisStreamingConfiguration())
        .build();
  }

  private static KinesisStreamingDestinationOutput.Builder output(
      TableFinder.TableLocation place, KinesisStreamingDestinationInput input, String status) {
    return KinesisStreamingDestinationOutput.builder()
        .tableName(place.name())
        .streamArn(input.streamArn())
        .destinationStatus(status);
  }

  UpdateKinesisStreamingDestinationOutput updateKinesisStreamingDestination(
      RequestContext context, UpdateKinesisStreamingDestinationInput input) {
    UpdateKinesisStreamingConfiguration given = input.updateKinesisStreamingConfiguration();
    if (given == null || given.approximateCreationDateTimePrecision() == null) {
      throw Validation.error(
          "Streaming destination cannot be updated with given parameters:"
              + " UpdateKinesisStreamingConfiguration cannot be null or contain only null values");
    }
    String precision = given.approximateCreationDateTimePrecision();
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    String tableId = place.describedTable().record().id();
    change(
        place,
        known -> {
          StreamingDestination before = find(known, input.streamArn());
          if (before == null || !before.isActive()) {
            throw unknown(TO_ENABLE, input.streamArn(), place);
          }
          if (precision.equals(before.precision())) {
            throw Validation.error(
                "Invalid Request: Precision is already set to the desired value of "
                    + precision
                    + " for tableId: "
                    + tableId
                    + ", kdsArn: "
                    + input.streamArn());
          }
          known.set(known.indexOf(before), before.withPrecision(precision));
        });
    return UpdateKinesisStreamingDestinationOutput.builder()
        .tableName(place.name())
        .streamArn(input.streamArn())
        .destinationStatus(DestinationStatus.UPDATING)
        .updateKinesisStreamingConfiguration(given)
        .build();
  }

  private static AwsError unknown(String why, String streamArn, TableFinder.TableLocation place) {
    return Validation.error(
        why
            + "No streaming destination with streamArn: "
            + streamArn
            + " found for table with tableName: "
            + place.name());
  }

  private static StreamingDestination find(List<StreamingDestination> known, String streamArn) {
    return known.stream()
        .filter(destination -> destination.streamArn().equals(streamArn))
        .findFirst()
        .orElse(null);
  }

  private static void change(TableFinder.TableLocation place, Change change) {
    place
        .region()
        .change(
            place.name(),
            table -> {
              List<StreamingDestination> changed = new ArrayList<>(table.settings().destinations());
              change.of(changed);
              return withDestinations(table, List.copyOf(changed));
            });
  }

  private static TableRecord withDestinations(
      TableRecord table, List<StreamingDestination> destinations) {
    return table.withSettings(table.settings().toBuilder().destinations(destinations).build());
  }

  /** Changes a table's destinations. */
  @FunctionalInterface
  private interface Change {
    void of(List<StreamingDestination> destinations);
  }
}
