package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Tables;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Has the replicas of a region's tables follow their writes. What is to follow is written with the
 * write itself; the writes of one item follow in their order. Of writes to the same item in two
 * regions, that which follows last wins. Strongly consistent replicas are written at once, under
 * the lock that they share.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html">How
 *     DynamoDB global tables work</a>
 */
final class ReplicaFeed {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  static final TaskSpec<ReplicaWrite> REPLICATIONS =
      TaskSpec.of(DynamoDbTables.SERVICE, "replications", ReplicaWrite.class)
          .inLanes(write -> write.region() + "/" + write.tableName() + write.key().hashCode())
          .retriedBy(RetryPolicy.forever(FIRST_RETRY).growing(2, LONGEST_RETRY));

  private final Scope scope;
  private final TaskQueue<ReplicaWrite> queue;
  private final Consumer<ReplicaWrite> atOnce;
  private final ReplicaLocks locks;

  ReplicaFeed(
      Scope scope,
      Tables store,
      Surroundings surroundings,
      ChangeHandlers handlers,
      ReplicaLocks locks) {
    this.scope = scope;
    this.locks = locks;
    atOnce = handlers.strongReplications();
    queue =
        surroundings
            .tasks()
            .open(REPLICATIONS, store, DynamoDbTables.REGION, handlers.replications());
  }

  /**
   * The lock that the table shares with its strongly consistent replicas; null where it has none.
   */
  ReentrantLock lockOf(TableRecord table) {
    return table.settings().isStrong() ? locks.of(scope.account(), table.name()) : null;
  }

  /** Sends a write to all replicas. */
  void add(TableRecord table, PreparedWrite write) {
    for (String region : table.settings().replicas()) {
      ReplicaWrite follows =
          new ReplicaWrite(
              scope.account(),
              region,
              table.name(),
              write.key(),
              write.after() == null ? null : write.after().content());
      if (table.settings().isStrong()) {
        atOnce.accept(follows);
      } else {
        queue.add(follows);
      }
    }
  }

  void close() {
    queue.close();
  }
}
