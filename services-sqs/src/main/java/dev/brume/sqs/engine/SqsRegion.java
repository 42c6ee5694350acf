package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.sqs.api.SqsErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The queues of an account in a region. Finding a queue takes no lock; creating, changing and
 * deleting queues takes the directory's lock. No queue's lock is ever taken while the directory's
 * lock is held, and vice versa.
 */
public final class SqsRegion implements AutoCloseable {
  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int IDENTITY_LENGTH = 16;

  private final Object directoryLock = new Object();
  private final Scope scope;
  private final Tables tables;
  private final Surroundings surroundings;
  private final QueueRules rules;
  private final Table<String, QueueRecord> records;
  private final Table<String, DeletedQueue> deletedQueues;
  private final NavigableMap<String, Queue> queues = new ConcurrentSkipListMap<>();
  private final MoveTasks moveTasks;

  private SqsRegion(Scope scope, Tables tables, Surroundings surroundings, QueueRules rules) {
    this.scope = scope;
    this.tables = tables;
    this.surroundings = surroundings;
    this.rules = rules;
    records = tables.table(SqsTables.QUEUES, SqsTables.REGION);
    deletedQueues = tables.table(SqsTables.DELETED_QUEUES, SqsTables.REGION);
    records.forEach((name, record) -> queues.put(name, open(record)));
    moveTasks = new MoveTasks(this, tables, surroundings);
  }

  /** The store's specification for creating regions. */
  public static RootSpec<SqsRegion> spec(Surroundings surroundings, QueueRules rules) {
    return new RootSpec<>(
            SqsTables.SERVICE,
            true,
            (scope, tables) -> new SqsRegion(scope, tables, surroundings, rules))
        .withTables(SqsTables.ALL);
  }

  private Queue open(QueueRecord record) {
    return new Queue(this, record, tables, surroundings, rules);
  }

  Scope scope() {
    return scope;
  }

  /** The message-move tasks of the region's queues. */
  public MoveTasks moveTasks() {
    return moveTasks;
  }

  /** The ARN of the queue with that name, whether it exists or not. */
  public String arnOf(String queueName) {
    return scope.arn(SqsTables.SERVICE, queueName).toString();
  }

  /** The queue, or null. */
  public Queue find(String name) {
    return queues.get(name);
  }

  /** The queue with that ARN, or null if the region does not have it. */
  public Queue findByArn(String arn) {
    return Arn.parse(arn)
        .filter(known -> known.service().equals(SqsTables.SERVICE))
        .filter(known -> known.scope().equals(scope))
        .map(known -> queues.get(known.resource()))
        .orElse(null);
  }

  /**
   * The queue.
   *
   * @throws AwsError QueueDoesNotExist
   */
  public Queue get(String name) {
    Queue queue = queues.get(name);
    if (queue == null) {
      throw QueueErrors.queueDoesNotExist();
    }
    return queue;
  }

  /** The queues whose names begin with {@code prefix} and come after {@code after}, by name. */
  public Stream<Queue> list(String prefix, String after) {
    boolean fromStart = after.compareTo(prefix) < 0;
    String from = fromStart ? prefix : after;
    return queues.tailMap(from, fromStart).values().stream()
        .takeWhile(queue -> queue.settings().name().startsWith(prefix));
  }

  /** The queues with the dead-letter queue {@code queue}, by name, after {@code after}. */
  public Stream<Queue> deadLetterSources(Queue queue, String after) {
    String arn = queue.arn();
    return queues.tailMap(after, false).values().stream().filter(source -> givesUpTo(source, arn));
  }

  private static boolean givesUpTo(Queue source, String arn) {
    RedrivePolicy policy = source.settings().attributes().redrivePolicy();
    return policy != null && policy.deadLetterTargetArn().equals(arn);
  }

  /** Whether any queue has the dead-letter queue with that ARN. */
  boolean isDeadLetterQueue(String arn) {
    return queues.values().stream().anyMatch(source -> givesUpTo(source, arn));
  }

  /**
   * Creates a queue; an existing one with that name is returned unchanged.
   *
   * @throws AwsError QueueDeletedRecently within 60 seconds of the deletion of a queue with that
   *     name, or InvalidParameterValueException if the redrive policy is invalid
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
   */
  public Queue createOrFind(String name, QueueAttributes attributes, Map<String, String> tags) {
    synchronized (directoryLock) {
      Queue known = queues.get(name);
      if (known != null) {
        return known;
      }
      long nowMillis = surroundings.timeline().nowMillis();
      refuseRecentlyDeleted(name, nowMillis);
      checkRedrive(name, attributes);
      String identity = surroundings.ids().text(IDENTITY_LENGTH, HEXADECIMAL);
      QueueRecord record =
          new QueueRecord(name, identity, nowMillis, nowMillis, attributes, Map.copyOf(tags));
      deletedQueues.remove(name);
      records.put(name, record);
      Queue queue = open(record);
      queues.put(name, queue);
      return queue;
    }
  }

  private void refuseRecentlyDeleted(String name, long nowMillis) {
    DeletedQueue deleted = deletedQueues.get(name);
    if (deleted != null
        && rules.deletedNameWait()
        && nowMillis - deleted.deletedMillis() < Quotas.DELETED_NAME_WAIT_MILLIS) {
      throw SqsErrors.queueDeletedRecently(
          "You must wait 60 seconds after deleting a queue before you can create another with the"
              + " same name.");
    }
  }

  private void checkRedrive(String name, QueueAttributes attributes) {
    RedrivePolicy policy = attributes.redrivePolicy();
    if (policy == null) {
      return;
    }
    Queue target = findByArn(policy.deadLetterTargetArn());
    if (target == null) {
      throw invalidRedrive(policy, "Dead letter target does not exist.");
    }
    if (target.settings().isFifo() != name.endsWith(QueueRecord.FIFO_SUFFIX)) {
      throw invalidRedrive(policy, "Dead-letter queue must be same type of queue as the source.");
    }
    RedriveAllowPolicy allowed = target.settings().attributes().redriveAllowPolicy();
    if (allowed != null && !allowed.allows(arnOf(name))) {
      throw invalidRedrive(
          policy, "Dead-letter queue does not allow this queue to use it as a dead-letter queue.");
    }
  }

  private static AwsError invalidRedrive(RedrivePolicy policy, String why) {
    return QueueErrors.invalidParameter("RedrivePolicy", policy.json(), why);
  }

  /**
   * Changes a queue's attributes.
   *
   * @throws AwsError QueueDoesNotExist, or InvalidParameterValueException if the redrive policy is
   *     invalid
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
   */
  public void changeAttributes(Queue queue, UnaryOperator<QueueAttributes> change) {
    changeRecord(
        queue,
        record -> {
          QueueAttributes changed = change.apply(record.attributes());
          if (changed.redrivePolicy() != null
              && !changed.redrivePolicy().isSameAs(record.attributes().redrivePolicy())) {
            checkRedrive(record.name(), changed);
          }
          return record.withAttributes(changed, surroundings.timeline().nowMillis());
        });
  }

  /**
   * Changes a queue's tags.
   *
   * @throws AwsError QueueDoesNotExist
   */
  public void changeTags(Queue queue, UnaryOperator<Map<String, String>> change) {
    changeRecord(queue, record -> record.withTags(Map.copyOf(change.apply(record.tags()))));
  }

  private void changeRecord(Queue queue, UnaryOperator<QueueRecord> change) {
    synchronized (directoryLock) {
      checkPresent(queue);
      QueueRecord changed = change.apply(queue.settings());
      records.put(changed.name(), changed);
      queue.adopt(changed);
    }
    queue.applySettings();
  }

  private void checkPresent(Queue queue) {
    if (queues.get(queue.settings().name()) != queue) {
      throw QueueErrors.queueDoesNotExist();
    }
  }

  /**
   * Deletes a queue with all its messages.
   *
   * @throws AwsError QueueDoesNotExist
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html">DeleteQueue</a>
   */
  public void delete(Queue queue) {
    synchronized (directoryLock) {
      checkPresent(queue);
      String name = queue.settings().name();
      queues.remove(name);
      records.remove(name);
      forgetOldDeletions();
      deletedQueues.put(name, new DeletedQueue(surroundings.timeline().nowMillis()));
    }
    queue.end();
  }

  private void forgetOldDeletions() {
    long before = surroundings.timeline().nowMillis() - Quotas.DELETED_NAME_WAIT_MILLIS;
    List<String> old = new ArrayList<>();
    deletedQueues.forEach(
        (name, deleted) -> {
          if (deleted.deletedMillis() <= before) {
            old.add(name);
          }
        });
    old.forEach(deletedQueues::remove);
  }

  @Override
  public void close() {
    moveTasks.close();
    queues.values().forEach(Queue::close);
  }
}
