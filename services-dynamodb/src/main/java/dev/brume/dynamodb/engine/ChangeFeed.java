package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Tables;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import dev.brume.dynamodb.expression.Projection;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;

/**
 * Sends the changes of a region's tables to Kinesis data streams. Deliveries are written with the
 * change itself, and those of one item are sent in order.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Using
 *     Kinesis Data Streams to capture changes to DynamoDB</a>
 */
final class ChangeFeed {
  private static final String BOTH_IMAGES = "NEW_AND_OLD_IMAGES";

  /** "Within 24 hours of the write operation." */
  private static final Duration MAX_AGE = Duration.ofHours(24);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  static final TaskSpec<ChangeDelivery> DELIVERIES =
      TaskSpec.of(DynamoDbTables.SERVICE, "change-deliveries", ChangeDelivery.class)
          .inLanes(
              delivery ->
                  delivery.streamArn()
                      + delivery.tableArn()
                      + Arrays.hashCode(delivery.change().keys().bytes()))
          .retriedBy(RetryPolicy.forever(FIRST_RETRY).growing(2, LONGEST_RETRY).within(MAX_AGE));

  private final Scope scope;
  private final Surroundings surroundings;
  private final TaskQueue<ChangeDelivery> queue;

  ChangeFeed(
      Scope scope, Tables store, Surroundings surroundings, TaskHandler<ChangeDelivery> handler) {
    this.scope = scope;
    this.surroundings = surroundings;
    queue = surroundings.tasks().open(DELIVERIES, store, DynamoDbTables.REGION, handler);
  }

  /** Sends a change to the table's destinations; either item may be null. */
  void add(TableRecord table, StoredItem before, StoredItem after, boolean expired) {
    if (table.settings().destinations().isEmpty()) {
      return;
    }
    Projection keys = Projection.ofNames(new LinkedHashSet<>(table.key().names()));
    ItemChange change = ItemChange.of(keys, BOTH_IMAGES, before, after, expired);
    if (change == null) {
      return;
    }
    String tableArn = scope.arn(DynamoDbTables.SERVICE, "table/" + table.name()).toString();
    for (StreamingDestination destination : table.settings().destinations()) {
      if (destination.isActive()) {
        queue.add(
            new ChangeDelivery(
                destination.streamArn(),
                tableArn,
                surroundings.ids().uuid(),
                change,
                surroundings.timeline().nowMillis(),
                destination.precision()));
      }
    }
  }

  void close() {
    queue.close();
  }
}
