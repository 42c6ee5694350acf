package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Tables;
import dev.brume.core.time.Timeline;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.DeadLetterInbox.DeadLetter;
import dev.brume.sqs.engine.QueueExecutor.Turn;
import dev.brume.sqs.engine.StoredMessage.State;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue: accepts messages, delivers them, hides them from other consumers until they are deleted
 * or their visibility timeout ends.
 *
 * <p>Every call is one turn (see {@link QueueExecutor}) under the queue's lock: first visibility,
 * delays and retention are brought up to the present moment, then the call acts, then waiting
 * consumers are served in the order in which they came. Their answers leave after the lock is
 * released. What goes to another queue goes in the same section of the store, see {@link
 * DeadLetterInbox}. All calls take time logarithmic in the queue's size.
 */
public final class Queue {
  private final SqsRegion region;
  private final QueueRules rules;
  private final Tables tables;
  private final String arn;
  private final QueueContents contents;
  private final MessageIntake intake;
  private final QueueExecutor turns;
  private final ConsumerService consumers;
  private final DeadLetterInbox deadLetters = new DeadLetterInbox();
  private volatile QueueRecord settings;

  Queue(
      SqsRegion region,
      QueueRecord settings,
      Tables tables,
      Surroundings surroundings,
      QueueRules rules) {
    this.region = region;
    this.settings = settings;
    this.tables = tables;
    this.rules = rules;
    Timeline timeline = surroundings.timeline();
    arn = region.arnOf(settings.name());
    contents = new QueueContents(tables, settings, timeline.nowMillis());
    intake = new MessageIntake(contents, tables, settings.identity(), surroundings.ids());
    ExpiringTable<ReceiveAttempt> attempts =
        new ExpiringTable<>(
            tables.table(SqsTables.RECEIVE_ATTEMPTS, settings.identity()),
            ReceiveAttempt::receivedMillis,
            Quotas.RECEIVE_ATTEMPT_MILLIS);
    turns = new QueueExecutor(timeline, this::begin, this::serve);
    MessageReceiving receiving = new MessageReceiving(contents, attempts, this::giveUp);
    consumers = new ConsumerService(this, contents, receiving, turns, timeline, rules);
  }

  /** Applies everything that is due by now. */
  private void begin(Turn turn) {
    if (rules.retention()) {
      contents.expire(turn.nowMillis - settings.retentionMillis());
    }
    contents.settle(turn.nowMillis);
  }

  private void serve(Turn turn) {
    consumers.serve(turn);
  }

  /** The queue's name, attributes and tags. */
  public QueueRecord settings() {
    return settings;
  }

  /** The queue's scope. */
  public Scope scope() {
    return region.scope();
  }

  /** The queue's ARN. */
  public String arn() {
    return arn;
  }

  // ------------------------------------------------------------------------------ producers

  /**
   * Adds a message.
   *
   * @throws AwsError InvalidParameterValueException or MissingRequiredParameterException if the
   *     message is invalid for this kind of queue
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
   */
  public SentMessage send(NewMessage message) {
    return turns.run(
        turn -> {
          MessageSending.check(settings, message);
          return intake.send(settings, message, turn.nowMillis);
        });
  }

  /**
   * Checks that a message of a batch has the ids that this kind of queue requires. If one lacks
   * them, AWS refuses the whole batch, always with the same code.
   *
   * @throws AwsError InvalidParameterValue
   */
  public void checkBatchIds(String messageGroupId, String messageDeduplicationId) {
    if (settings.isFifo()) {
      MessageSending.checkBatchIds(settings, messageGroupId, messageDeduplicationId);
    }
  }

  // ------------------------------------------------------------------------------ consumers

  /**
   * Delivers messages, now or when there are some.
   *
   * @throws AwsError OverLimit if a standard queue has reached its quota of messages in flight and
   *     the consumer does not wait
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
   */
  public WaitingConsumer receive(ReceiveRequest request) {
    return turns.run(turn -> consumers.receive(request, turn.nowMillis));
  }

  /**
   * Deletes the message of a receipt handle. Deleting twice succeeds. In a standard queue the
   * handle of an earlier receive also works; in a FIFO queue only the latest does, and only until
   * its visibility timeout ends.
   *
   * @throws AwsError ReceiptHandleIsInvalid, or InvalidParameterValueException if the handle has
   *     expired
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html">DeleteMessage</a>
   */
  public void delete(String receiptHandle) {
    turns.run(
        turn -> {
          ReceiptHandle handle = ReceiptCheck.parse(settings, receiptHandle);
          StoredMessage message = contents.get(handle.ordinal());
          if (message != null) {
            ReceiptCheck.checkNotExpired(settings, receiptHandle, handle, message);
            contents.delete(message);
          }
          return null;
        });
  }

  /**
   * Hides a received message until {@code seconds} from now; 0 makes it visible at once.
   *
   * @param seconds 0 to 43,200
   * @throws AwsError ReceiptHandleIsInvalid, MessageNotInflight, or InvalidParameterValueException
   *     if the message is gone, the handle has expired, or the message would be hidden for more
   *     than 12 hours since it was received
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>
   */
  public void changeVisibility(String receiptHandle, int seconds) {
    turns.run(
        turn -> {
          ReceiptHandle handle = ReceiptCheck.parse(settings, receiptHandle);
          StoredMessage message = contents.get(handle.ordinal());
          ReceiptCheck.checkChangeable(settings, receiptHandle, handle, message);
          ReceiptCheck.checkTotal(message.delivery, seconds, turn.nowMillis);
          contents.withdraw(message);
          contents.deliver(
              message,
              message.delivery.withVisibleAt(turn.nowMillis + seconds * 1000L),
              turn.nowMillis);
          return null;
        });
  }

  // ------------------------------------------------------------------------------ waiting

  /**
   * Calls {@code wake} once, without any lock: when there is a receivable message, or when the
   * queue is deleted. No message is received.
   *
   * @throws AwsError QueueDoesNotExist
   */
  public Wakeup onAvailable(Runnable wake) {
    return consumers.watch(wake);
  }

  /** Answers all pending long polls, as if their time were over. */
  public void endWaits() {
    turns.runUnlessGone(consumers::dismiss);
  }

  void forget(WaitingConsumer consumer) {
    consumers.forget(consumer);
  }

  // ------------------------------------------------------------------------------ owners

  /**
   * Deletes all messages, and their deduplication records.
   *
   * @throws AwsError PurgeQueueInProgress within 60 seconds of the last purge
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html">PurgeQueue</a>
   */
  public void purge() {
    turns.run(
        turn -> {
          long purgedMillis = intake.purgedMillis();
          boolean tooSoon =
              purgedMillis != Long.MIN_VALUE
                  && turn.nowMillis - purgedMillis < Quotas.PURGE_WAIT_MILLIS;
          if (tooSoon && rules.purgeWait()) {
            throw SqsErrors.purgeQueueInProgress(
                "Only one PurgeQueue operation on "
                    + settings.name()
                    + " is allowed every 60 seconds.");
          }
          intake.purge(turn.nowMillis);
          return null;
        });
  }

  /** The numbers of messages. */
  public QueueCounts counts() {
    return turns.run(
        turn -> new QueueCounts(contents.visible(), contents.inFlight(), contents.delayed()));
  }

  /** All messages in order of arrival, without receiving any. */
  public List<BrowsedMessage> browse() {
    return turns.run(
        turn ->
            contents.list().stream()
                .map(
                    message ->
                        new BrowsedMessage(
                            message.message,
                            message.delivery,
                            settings.isFifo() ? SequenceNumber.of(message.ordinal) : null,
                            message.state == State.IN_FLIGHT,
                            message.state == State.DELAYED))
                .toList());
  }

  /** Uses settings that the region has stored; called under the directory's lock. */
  void adopt(QueueRecord newSettings) {
    settings = newSettings;
  }

  /** Applies settings that are retroactive; called without any lock. */
  void applySettings() {
    turns.runUnlessGone(
        turn -> contents.setQueueDelay(settings.attributes().delaySeconds(), turn.nowMillis));
  }

  /** Ends the queue: its tables are dropped, and waiting consumers are notified. */
  void end() {
    List<Runnable> watching = turns.locked(consumers::takeWatchers);
    List<WaitingConsumer> waiting = turns.end(consumers::dissolve);
    for (var spec : SqsTables.OF_A_QUEUE) {
      tables.drop(spec, settings.identity());
    }
    waiting.forEach(consumer -> consumer.refuse(QueueErrors.queueDoesNotExist()));
    watching.forEach(Runnable::run);
    takeInDeadLetters();
  }

  /** Releases waiters and timers; the queue object is not used afterwards. */
  void close() {
    turns.end(consumers::dissolve).forEach(consumer -> consumer.complete(List.of()));
  }

  // ------------------------------------------------------------------------------ other queues

  /** Sends a message that was received too often to the dead-letter queue, if there is one. */
  private boolean giveUp(StoredMessage message) {
    RedrivePolicy policy = settings.attributes().redrivePolicy();
    if (policy == null || message.receivesHere() < policy.maxReceiveCount()) {
      return false;
    }
    Queue deadLetterQueue = region.findByArn(policy.deadLetterTargetArn());
    if (deadLetterQueue == null) {
      return false;
    }
    contents.delete(message);
    deadLetterQueue.deadLetters.put(this, message);
    turns.current().firstAfterwards(deadLetterQueue::takeInDeadLetters);
    return true;
  }

  /** Adds the dead letters of other queues; if this queue is deleted, they return. */
  private void takeInDeadLetters() {
    boolean[] more = {true};
    while (more[0]) {
      boolean there =
          turns.runUnlessGone(
              turn -> {
                DeadLetter letter = deadLetters.poll();
                more[0] = letter != null;
                if (more[0]) {
                  intake.bury(settings, letter, turn.nowMillis);
                }
              });
      if (!there) {
        DeadLetter letter = deadLetters.poll();
        more[0] = letter != null;
        if (more[0]) {
          letter.source().takeBack(letter.message());
        }
      }
    }
  }

  /** Adds a message of a move task; false if this queue is deleted. */
  boolean redrive(Message message) {
    return turns.runUnlessGone(turn -> intake.redrive(message, turn.nowMillis));
  }

  /** Returns a message that could not be moved to its former position. */
  void takeBack(StoredMessage message) {
    turns.runUnlessGone(
        turn -> contents.add(message.ordinal, message.message, message.delivery, turn.nowMillis));
  }

  /** Removes up to {@code count} visible messages, for a move task. */
  List<StoredMessage> takeForMove(int count) {
    List<StoredMessage> taken = new ArrayList<>();
    turns.runUnlessGone(
        turn -> {
          MessageGroup group = null;
          while (taken.size() < count) {
            StoredMessage message = contents.next(group);
            if (message == null) {
              return;
            }
            group = message.group;
            contents.delete(message);
            taken.add(message);
          }
        });
    return taken;
  }
}
