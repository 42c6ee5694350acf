package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Tables;
import dev.brume.core.time.Timeline;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.DeadLetterInbox.DeadLetter;
import dev.brume.sqs.engine.StoredMessage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A queue: accepts messages, delivers them, hides them from other consumers until they are deleted
 * or their visibility timeout ends.
 *
 * <p>Every call is one turn under the queue's lock: first whatever time has brought about is made
 * true (visibility, delays, retention), then the call acts, then consumers that wait are served in
 * the order in which they came. Their answers leave after the lock is released. What goes to
 * another queue goes in the same section of the store, see {@link DeadLetterInbox}. All calls take
 * time logarithmic in the queue's size.
 */
public final class Queue {
  private final Object lock = new Object();
  private final SqsRegion region;
  private final QueueRules rules;
  private final Timeline timeline;
  private final Tables tables;
  private final String arn;
  private final QueueContents contents;
  private final MessageIntake intake;
  private final MessageReceiving messageReceiving;
  private final WaitingConsumers line;
  private final DeadLetterInbox deadLetters = new DeadLetterInbox();
  private volatile QueueRecord settings;
  private boolean gone;

  /** The turn that has the lock. */
  private Turn current;

  /** One call: its moment, and what is to happen when the lock is released. */
  private static final class Turn {
    final long nowMillis;
    final List<Runnable> afterwards = new ArrayList<>(0);

    Turn(long nowMillis) {
      this.nowMillis = nowMillis;
    }

    /** To be called without a lock, in the section of the turn. */
    void end() {
      afterwards.forEach(Runnable::run);
    }
  }

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
    timeline = surroundings.timeline();
    arn = region.arnOf(settings.name());
    contents = new QueueContents(tables, settings, timeline.nowMillis());
    intake = new MessageIntake(contents, tables, settings.identity(), surroundings.ids());
    ExpiringTable<ReceiveAttempt> attempts =
        new ExpiringTable<>(
            tables.table(SqsTables.RECEIVE_ATTEMPTS, settings.identity()),
            ReceiveAttempt::receivedMillis,
            Quotas.RECEIVE_ATTEMPT_MILLIS);
    messageReceiving = new MessageReceiving(contents, attempts, this::giveUp);
    line = new WaitingConsumers(timeline, this::wake, this::endWait);
  }

  /** The queue's name, attributes and tags. */
  public QueueRecord settings() {
    return settings;
  }

  /** Where the queue lives. */
  public Scope scope() {
    return region.scope();
  }

  /** The queue's ARN. */
  public String arn() {
    return arn;
  }

  // ------------------------------------------------------------------------------ producers

  /**
   * Takes in a message.
   *
   * @throws AwsError InvalidParameterValueException or MissingRequiredParameterException where the
   *     message does not fit this kind of queue
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
   */
  public SentMessage send(NewMessage message) {
    return turn(
        turn -> {
          MessageSending.check(settings, message);
          return intake.send(settings, message, turn.nowMillis);
        });
  }

  /**
   * Checks that a message of a batch has the ids that this kind of queue needs. Where one has not,
   * AWS refuses the whole batch, and always by the same code.
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
   * Hands out messages, now or when there are some.
   *
   * @throws AwsError OverLimit where a standard queue has its quota of messages in flight and the
   *     consumer won't wait
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
   */
  public WaitingConsumer receive(ReceiveRequest request) {
    return turn(
        turn -> {
          int waitSeconds =
              request.waitTimeSeconds() == null
                  ? settings.attributes().receiveMessageWaitTimeSeconds()
                  : request.waitTimeSeconds();
          WaitingConsumer waitingConsumer =
              new WaitingConsumer(this, request, turn.nowMillis + waitSeconds * 1000L);
          List<ReceivedMessage> messages = messageReceiving.take(settings, request, turn.nowMillis);
          if (!messages.isEmpty()) {
            waitingConsumer.complete(messages);
          } else if (waitSeconds > 0) {
            line.add(waitingConsumer);
          } else {
            refuseOverLimit();
            waitingConsumer.complete(List.of());
          }
          return waitingConsumer;
        });
  }

  private void refuseOverLimit() {
    if (!settings.isFifo() && messageReceiving.room(settings) == 0) {
      throw SqsErrors.overLimit(
          "The maximum number of in flight messages is reached for queue " + settings.name() + ".");
    }
  }

  /**
   * Deletes the message that a receipt handle is of. Deleting twice succeeds. In a standard queue a
   * handle of an earlier receive deletes too; in a FIFO queue only the latest does, and only until
   * its visibility timeout ends.
   *
   * @throws AwsError ReceiptHandleIsInvalid, or InvalidParameterValueException where the handle has
   *     expired
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html">DeleteMessage</a>
   */
  public void delete(String receiptHandle) {
    turn(
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
   *     where the message is gone, the handle has expired, or the message would be hidden for more
   *     than 12 hours since it was received
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>
   */
  public void changeVisibility(String receiptHandle, int seconds) {
    turn(
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
   * Calls {@code wake} once, without any lock: when there is a message to be received, or when the
   * queue is deleted. No message is taken.
   *
   * @throws AwsError QueueDoesNotExist
   */
  public Wakeup onAvailable(Runnable wake) {
    Runnable watcher = wake::run; // An object of its own, so that it can be told from its equals.
    turn(turn -> line.watch(watcher));
    return () -> forget(watcher);
  }

  private void forget(Runnable watcher) {
    synchronized (lock) {
      line.forget(watcher);
      setAlarm();
    }
  }

  private void serveWaiters(Turn turn) {
    for (WaitingConsumer first = line.first(); first != null; first = line.first()) {
      List<ReceivedMessage> messages =
          messageReceiving.take(settings, first.request, turn.nowMillis);
      if (messages.isEmpty()) {
        break;
      }
      line.remove(first);
      WaitingConsumer served = first;
      turn.afterwards.add(() -> served.complete(messages));
    }
    if (line.isWatched() && contents.next(null) != null) {
      turn.afterwards.addAll(line.takeWatchers());
    }
    setAlarm();
  }

  /** Wakes the queue when the next message becomes visible, or expires and so makes room. */
  private void setAlarm() {
    long next = contents.nextDueMillis();
    long oldestMillis = contents.oldestMillis();
    if (rules.retention() && oldestMillis != Long.MAX_VALUE) {
      next = Math.min(next, oldestMillis + retentionMillis());
    }
    line.setAlarm(next);
  }

  private long retentionMillis() {
    return settings.attributes().messageRetentionPeriodSeconds() * 1000L;
  }

  private void wake() {
    laterTurn(turn -> line.alarmRang());
  }

  private void endWait(WaitingConsumer waitingConsumer) {
    laterTurn(
        turn -> {
          serveWaiters(turn);
          if (line.remove(waitingConsumer)) {
            turn.afterwards.add(() -> waitingConsumer.complete(List.of()));
          }
        });
  }

  /** Answers everybody who waits, as if their time were over. */
  public void endWaits() {
    turn(turn -> line.dismiss(turn.afterwards));
  }

  void forget(WaitingConsumer waitingConsumer) {
    boolean waited;
    synchronized (lock) {
      waited = line.remove(waitingConsumer);
      setAlarm();
    }
    if (waited) {
      waitingConsumer.complete(List.of());
    }
  }

  // ------------------------------------------------------------------------------ owners

  /**
   * Forgets all messages, and what duplicates of them are known by.
   *
   * @throws AwsError PurgeQueueInProgress within 60 seconds of the last time
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html">PurgeQueue</a>
   */
  public void purge() {
    turn(
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

  /** How many messages there are. */
  public QueueCounts counts() {
    return turn(
        turn -> new QueueCounts(contents.visible(), contents.inFlight(), contents.delayed()));
  }

  /** All messages in the order of their arrival, without taking any. */
  public List<BrowsedMessage> browse() {
    return turn(
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

  /** Takes over settings that the region has written down; called under the directory's lock. */
  void adopt(QueueRecord newSettings) {
    settings = newSettings;
  }

  /** Makes settings that act backwards do so; called without any lock. */
  void applySettings() {
    laterTurn(turn -> contents.setQueueDelay(settings.attributes().delaySeconds(), turn.nowMillis));
  }

  /** Ends the queue: its tables are dropped, and who waits is told. */
  void end() {
    List<Runnable> watching;
    synchronized (lock) {
      watching = line.takeWatchers();
    }
    List<WaitingConsumer> waiting = letGo();
    for (var spec : SqsTables.OF_A_QUEUE) {
      tables.drop(spec, settings.identity());
    }
    waiting.forEach(consumer -> consumer.refuse(QueueErrors.queueDoesNotExist()));
    watching.forEach(Runnable::run);
    takeInDeadLetters();
  }

  /** Lets go of waiters and timers; the queue object is not used any more. */
  void close() {
    letGo().forEach(waitingConsumer -> waitingConsumer.complete(List.of()));
  }

  private List<WaitingConsumer> letGo() {
    synchronized (lock) {
      gone = true;
      return line.dissolve();
    }
  }

  // ------------------------------------------------------------------------------ other queues

  /** Sends a message that was received too often to the dead-letter queue, where there is one. */
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
    current.afterwards.addFirst(deadLetterQueue::takeInDeadLetters);
    return true;
  }

  /** Takes in the messages that other queues have given up; where this one is gone, they return. */
  private void takeInDeadLetters() {
    boolean[] more = {true};
    while (more[0]) {
      boolean there =
          laterTurn(
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

  /** Takes in a message that a move task brings; false where this queue is gone. */
  boolean redrive(Message message) {
    return laterTurn(turn -> intake.redrive(message, turn.nowMillis));
  }

  /** Puts a message that could not be moved where it was. */
  void takeBack(StoredMessage message) {
    laterTurn(
        turn -> contents.add(message.ordinal, message.message, message.delivery, turn.nowMillis));
  }

  /** Takes up to {@code count} visible messages out for good, for a move task. */
  List<StoredMessage> takeForMove(int count) {
    List<StoredMessage> taken = new ArrayList<>();
    laterTurn(
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

  // ------------------------------------------------------------------------------ turns

  private <T> T turn(Function<Turn, T> action) {
    Turn turn = null;
    try {
      synchronized (lock) {
        if (gone) {
          throw QueueErrors.queueDoesNotExist();
        }
        turn = beginTurn();
        T result = action.apply(turn);
        serveWaiters(turn);
        return result;
      }
    } finally {
      if (turn != null) {
        turn.end();
      }
    }
  }

  /** A turn that nobody asks for at this moment; returns false where the queue is gone. */
  private boolean laterTurn(Consumer<Turn> action) {
    Turn turn;
    synchronized (lock) {
      if (gone) {
        return false;
      }
      turn = beginTurn();
      action.accept(turn);
      serveWaiters(turn);
    }
    turn.end();
    return true;
  }

  private Turn beginTurn() {
    Turn turn = new Turn(timeline.nowMillis());
    current = turn;
    if (rules.retention()) {
      contents.expire(turn.nowMillis - retentionMillis());
    }
    contents.settle(turn.nowMillis);
    return turn;
  }
}
