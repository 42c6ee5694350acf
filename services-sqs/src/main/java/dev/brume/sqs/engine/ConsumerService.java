package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.Wakeup;
import dev.brume.core.time.Timeline;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.QueueExecutor.Turn;
import java.util.List;

/**
 * Serves the consumers of a queue: at once, or, for long polls, in order of arrival as soon as
 * there are messages. Guarded by the queue's lock unless a method differs.
 */
final class ConsumerService {
  private final Queue queue;
  private final QueueContents contents;
  private final MessageReceiving receiving;
  private final QueueExecutor turns;
  private final QueueRules rules;
  private final WaitingConsumers line;

  ConsumerService(
      Queue queue,
      QueueContents contents,
      MessageReceiving receiving,
      QueueExecutor turns,
      Timeline timeline,
      QueueRules rules) {
    this.queue = queue;
    this.contents = contents;
    this.receiving = receiving;
    this.turns = turns;
    this.rules = rules;
    line = new WaitingConsumers(timeline, this::wake, this::endWait);
  }

  /**
   * Delivers messages, now or when there are some.
   *
   * @throws AwsError OverLimit if a standard queue has reached its quota of messages in flight and
   *     the consumer does not wait
   */
  WaitingConsumer receive(ReceiveRequest request, long nowMillis) {
    QueueRecord settings = queue.settings();
    int waitSeconds =
        request.waitTimeSeconds() == null
            ? settings.attributes().receiveMessageWaitTimeSeconds()
            : request.waitTimeSeconds();
    WaitingConsumer consumer = new WaitingConsumer(queue, request, nowMillis + waitSeconds * 1000L);
    List<ReceivedMessage> messages = receiving.take(settings, request, nowMillis);
    if (!messages.isEmpty()) {
      consumer.complete(messages);
    } else if (waitSeconds > 0) {
      line.add(consumer);
    } else {
      refuseOverLimit();
      consumer.complete(List.of());
    }
    return consumer;
  }

  private void refuseOverLimit() {
    QueueRecord settings = queue.settings();
    if (!settings.isFifo() && receiving.room(settings) == 0) {
      throw SqsErrors.overLimit(
          "The maximum number of in flight messages is reached for queue " + settings.name() + ".");
    }
  }

  /** Serves the waiting consumers; called at the end of each turn. */
  void serve(Turn turn) {
    for (WaitingConsumer first = line.first(); first != null; first = line.first()) {
      List<ReceivedMessage> messages =
          receiving.take(queue.settings(), first.request, turn.nowMillis);
      if (messages.isEmpty()) {
        break;
      }
      line.remove(first);
      WaitingConsumer served = first;
      turn.afterwards(() -> served.complete(messages));
    }
    if (line.isWatched() && contents.next(null) != null) {
      line.takeWatchers().forEach(turn::afterwards);
    }
    setAlarm();
  }

  /** Wakes the queue when the next message becomes visible, or expires and thereby frees quota. */
  private void setAlarm() {
    long next = contents.nextDueMillis();
    long oldestMillis = contents.oldestMillis();
    if (rules.retention() && oldestMillis != Long.MAX_VALUE) {
      next = Math.min(next, oldestMillis + queue.settings().retentionMillis());
    }
    line.setAlarm(next);
  }

  private void wake() {
    turns.runUnlessGone(turn -> line.alarmRang());
  }

  private void endWait(WaitingConsumer consumer) {
    turns.runUnlessGone(
        turn -> {
          serve(turn);
          if (line.remove(consumer)) {
            turn.afterwards(() -> consumer.complete(List.of()));
          }
        });
  }

  /** Calls {@code wake} as specified by {@link Queue#onAvailable}; takes the lock itself. */
  Wakeup watch(Runnable wake) {
    Runnable watcher = wake::run; // A separate object, so that it is distinct from equal ones.
    turns.run(turn -> line.watch(watcher));
    return () ->
        turns.locked(
            () -> {
              line.forget(watcher);
              setAlarm();
              return null;
            });
  }

  /** Removes a consumer from the line; takes the lock itself. */
  void forget(WaitingConsumer consumer) {
    boolean waited =
        turns.locked(
            () -> {
              boolean was = line.remove(consumer);
              setAlarm();
              return was;
            });
    if (waited) {
      consumer.complete(List.of());
    }
  }

  /** Answers all waiting consumers without messages; the line remains. */
  void dismiss(Turn turn) {
    for (WaitingConsumer consumer : line.dismiss()) {
      turn.afterwards(() -> consumer.complete(List.of()));
    }
  }

  /** The watchers to call when there is a message; they are removed. */
  List<Runnable> takeWatchers() {
    return line.takeWatchers();
  }

  /** Removes all consumers, and returns them. */
  List<WaitingConsumer> dissolve() {
    return line.dissolve();
  }
}
