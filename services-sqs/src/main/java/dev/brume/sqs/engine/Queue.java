package dev.brume.sqs.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.time.Timeline;
import dev.brume.sqs.engine.Refusal.Reason;
import dev.brume.sqs.engine.StoredMessage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A queue: takes messages, hands them out, hides them from other consumers until they are deleted
 * or their visibility timeout ends.
 *
 * <p>Every call is one turn under the queue's lock: first whatever time has brought about is made
 * true (visibility, delays, retention), then the call acts, then consumers that wait are served in
 * the order in which they came. Their answers leave after the lock is released. What a queue does
 * to another one goes through the outbox. All calls take time logarithmic in the queue's size.
 */
public final class Queue {
  private final Object lock = new Object();
  private final SqsRegion region;
  private final Surroundings surroundings;
  private final Timeline timeline;
  private final Tables tables;
  private final String arn;
  private final Table<String, QueueCounters> counters;
  private final ExpiringTable<Deduplication> deduplications;
  private final QueueContents contents;
  private final MessageReceiving messageReceiving;
  private final WaitingConsumers line;
  private volatile QueueRecord settings;
  private boolean gone;

  /** One call: its moment, and what is to happen when the lock is released. */
  private static final class Turn {
    final long nowMillis;
    final List<Runnable> afterwards = new ArrayList<>(0);

    Turn(long nowMillis) {
      this.nowMillis = nowMillis;
    }
  }

  Queue(SqsRegion region, QueueRecord settings, Tables tables, Surroundings surroundings) {
    this.region = region;
    this.settings = settings;
    this.tables = tables;
    this.surroundings = surroundings;
    timeline = surroundings.timeline();
    arn = region.arnOf(settings.name());
    counters = tables.table(SqsTables.COUNTERS, settings.identity());
    deduplications =
        new ExpiringTable<>(
            tables.table(SqsTables.DEDUPLICATIONS, settings.identity()),
            Deduplication::sentMillis,
            Quotas.DEDUPLICATION_MILLIS);
    contents = new QueueContents(tables, settings, timeline.nowMillis());
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
   * @throws Refusal INVALID_PARAMETER_VALUE or MISSING_PARAMETER where the message does not fit
   *     this kind of queue
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
   */
  public SentMessage send(NewMessage message) {
    return turn(
        turn -> {
          MessageSending.check(settings, message);
          return enqueue(message, turn);
        });
  }

  private SentMessage enqueue(NewMessage message, Turn turn) {
    if (!settings.isFifo()) {
      String messageId = surroundings.ids().uuid();
      contents.add(
          nextOrdinal(),
          MessageSending.standard(settings, message, messageId, turn.nowMillis),
          null,
          turn.nowMillis);
      return new SentMessage(messageId, null);
    }
    String deduplicationId = MessageSending.deduplicationId(message);
    String key = MessageSending.deduplicationKey(settings, message, deduplicationId);
    Deduplication first = deduplications.get(key, turn.nowMillis);
    if (first != null) {
      return new SentMessage(first.messageId(), SequenceNumber.of(first.ordinal()));
    }
    String messageId = surroundings.ids().uuid();
    long ordinal = nextOrdinal();
    contents.add(
        ordinal,
        MessageSending.fifo(message, messageId, deduplicationId, turn.nowMillis),
        null,
        turn.nowMillis);
    deduplications.put(key, new Deduplication(messageId, ordinal, turn.nowMillis), turn.nowMillis);
    return new SentMessage(messageId, SequenceNumber.of(ordinal));
  }

  private QueueCounters counters() {
    QueueCounters known = counters.get(SqsTables.COUNTERS_KEY);
    return known == null ? QueueCounters.START : known;
  }

  private long nextOrdinal() {
    QueueCounters now = counters();
    counters.put(
        SqsTables.COUNTERS_KEY, new QueueCounters(now.nextOrdinal() + 1, now.purgedMillis()));
    return now.nextOrdinal();
  }

  // ------------------------------------------------------------------------------ consumers

  /**
   * Hands out messages, now or when there are some.
   *
   * @throws Refusal OVER_LIMIT where a standard queue has its quota of messages in flight and the
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
      throw new Refusal(
          Reason.OVER_LIMIT,
          "The maximum number of in flight messages is reached for queue " + settings.name() + ".");
    }
  }

  /**
   * Deletes the message that a receipt handle is of. Deleting twice succeeds. In a standard queue a
   * handle of an earlier receive deletes too; in a FIFO queue only the latest does, and only until
   * its visibility timeout ends.
   *
   * @throws Refusal RECEIPT_HANDLE_IS_INVALID, or INVALID_PARAMETER_VALUE where the handle has
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
   * @throws Refusal RECEIPT_HANDLE_IS_INVALID, MESSAGE_NOT_INFLIGHT, or INVALID_PARAMETER_VALUE
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
    setAlarm();
  }

  /** Wakes the queue when the next message becomes visible, or expires and so makes room. */
  private void setAlarm() {
    long next = contents.nextDueMillis();
    long oldestMillis = contents.oldestMillis();
    if (surroundings.rules().retention() && oldestMillis != Long.MAX_VALUE) {
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
   * Forgets all messages.
   *
   * @throws Refusal PURGE_QUEUE_IN_PROGRESS within 60 seconds of the last time
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html">PurgeQueue</a>
   */
  public void purge() {
    turn(
        turn -> {
          QueueCounters now = counters();
          boolean tooSoon =
              now.purgedMillis() != Long.MIN_VALUE
                  && turn.nowMillis - now.purgedMillis() < Quotas.PURGE_WAIT_MILLIS;
          if (tooSoon && surroundings.rules().purgeWait()) {
            throw new Refusal(
                Reason.PURGE_QUEUE_IN_PROGRESS,
                "Only one PurgeQueue operation on "
                    + settings.name()
                    + " is allowed every 60 seconds.");
          }
          contents.clear();
          counters.put(
              SqsTables.COUNTERS_KEY, new QueueCounters(now.nextOrdinal(), turn.nowMillis));
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
    List<WaitingConsumer> waiting = letGo();
    for (var spec : SqsTables.OF_A_QUEUE) {
      tables.drop(spec, settings.identity());
    }
    Refusal refusal = Refusal.queueDoesNotExist();
    waiting.forEach(waitingConsumer -> waitingConsumer.refuse(refusal));
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
    if (policy == null
        || message.receivesHere() < policy.maxReceiveCount()
        || region.findByArn(policy.deadLetterTargetArn()) == null) {
      return false;
    }
    contents.delete(message);
    String target = policy.deadLetterTargetArn();
    surroundings
        .outbox()
        .append(
            region.laneTo(target),
            attempt -> {
              Queue deadLetterQueue = region.findByArn(target);
              if (deadLetterQueue == null || !deadLetterQueue.bury(message, arn)) {
                takeBack(message);
              }
              return SqsRegion.DONE;
            });
    return true;
  }

  /** Takes in a message that {@code sourceArn} has given up; false where this queue is gone. */
  private boolean bury(StoredMessage message, String sourceArn) {
    return laterTurn(
        turn ->
            contents.add(
                nextOrdinal(),
                message.message.asDeadLetter(sourceArn, turn.nowMillis, settings.isFifo()),
                message.delivery == null ? null : message.delivery.elsewhere(),
                turn.nowMillis));
  }

  /** Takes in a message that a move task brings; false where this queue is gone. */
  boolean redrive(Message message) {
    return laterTurn(
        turn ->
            contents.add(
                nextOrdinal(),
                message.asRedriven(surroundings.ids().uuid(), turn.nowMillis),
                null,
                turn.nowMillis));
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
    T result;
    Turn turn;
    synchronized (lock) {
      if (gone) {
        throw Refusal.queueDoesNotExist();
      }
      turn = beginTurn();
      result = action.apply(turn);
      serveWaiters(turn);
    }
    turn.afterwards.forEach(Runnable::run);
    return result;
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
    turn.afterwards.forEach(Runnable::run);
    return true;
  }

  private Turn beginTurn() {
    Turn turn = new Turn(timeline.nowMillis());
    if (surroundings.rules().retention()) {
      contents.expire(turn.nowMillis - retentionMillis());
    }
    contents.settle(turn.nowMillis);
    return turn;
  }
}
