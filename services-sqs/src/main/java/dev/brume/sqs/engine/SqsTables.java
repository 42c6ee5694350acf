package dev.brume.sqs.engine;

import dev.brume.core.state.TableSpec;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The tables of SQS. */
final class SqsTables {
  /** The service that owns them. */
  static final String SERVICE = "sqs";

  /** The owner of the region's tables; a queue's own belong to its identity. */
  static final String REGION = "";

  /** The only key of {@link #COUNTERS}. */
  static final String COUNTERS_KEY = "counters";

  /** Queues by name; of the region. */
  static final TableSpec<String, QueueRecord> QUEUES =
      new TableSpec<>(SERVICE, "queues", String.class, QueueRecord.class);

  /** Recently deleted queues by name; of the region. */
  static final TableSpec<String, DeletedQueue> DELETED_QUEUES =
      new TableSpec<>(SERVICE, "deletedQueues", String.class, DeletedQueue.class);

  /** Message-move tasks by number; of the region. */
  static final TableSpec<Long, MoveTask> MOVE_TASKS =
      new TableSpec<>(SERVICE, "moveTasks", Long.class, MoveTask.class);

  /** The next batches of running message-move tasks, by their numbers; of the region. */
  static final TaskSpec<MoveStep> MOVE_STEPS =
      TaskSpec.of(SERVICE, "moveSteps", MoveStep.class)
          .retriedBy(RetryPolicy.attempts(3, Duration.ofSeconds(1)));

  /** Messages by ordinal; of a queue. */
  static final TableSpec<Long, Message> MESSAGES =
      new TableSpec<>(SERVICE, "messages", Long.class, Message.class);

  /** Deliveries by the message's ordinal; of a queue. */
  static final TableSpec<Long, Delivery> DELIVERIES =
      new TableSpec<>(SERVICE, "deliveries", Long.class, Delivery.class);

  /** Deduplications by id and, if they are per group, group; of a queue. */
  static final TableSpec<String, Deduplication> DEDUPLICATIONS =
      new TableSpec<>(SERVICE, "deduplications", String.class, Deduplication.class);

  /** Receive attempts by id; of a queue. */
  static final TableSpec<String, ReceiveAttempt> RECEIVE_ATTEMPTS =
      new TableSpec<>(SERVICE, "receiveAttempts", String.class, ReceiveAttempt.class);

  /** The queue's counters; of a queue. */
  static final TableSpec<String, QueueCounters> COUNTERS =
      new TableSpec<>(SERVICE, "counters", String.class, QueueCounters.class);

  /** The tables of a queue. */
  static final List<TableSpec<?, ?>> OF_A_QUEUE =
      List.of(MESSAGES, DELIVERIES, DEDUPLICATIONS, RECEIVE_ATTEMPTS, COUNTERS);

  /** All tables. */
  static final List<TableSpec<?, ?>> ALL =
      Stream.of(List.of(QUEUES, DELETED_QUEUES, MOVE_TASKS), MOVE_STEPS.tables(), OF_A_QUEUE)
          .<TableSpec<?, ?>>flatMap(List::stream)
          .toList();

  private SqsTables() {}
}
