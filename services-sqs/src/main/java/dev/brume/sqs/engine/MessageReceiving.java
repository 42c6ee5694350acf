package dev.brume.sqs.engine;

import dev.brume.sqs.engine.StoredMessage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The receive path of a queue. Guarded by the queue's lock. */
final class MessageReceiving {
  private final QueueContents contents;
  private final ExpiringTable<ReceiveAttempt> attempts;
  private final Predicate<StoredMessage> giveUp;

  /**
   * Receives from {@code contents}.
   *
   * @param giveUp sends a message that was received too often to the dead-letter queue instead;
   *     returns whether it did
   */
  MessageReceiving(
      QueueContents contents,
      ExpiringTable<ReceiveAttempt> attempts,
      Predicate<StoredMessage> giveUp) {
    this.contents = contents;
    this.attempts = attempts;
    this.giveUp = giveUp;
  }

  /** How many more messages may be in flight. */
  int room(QueueRecord queue) {
    int quota = queue.isFifo() ? Quotas.IN_FLIGHT_FIFO : Quotas.IN_FLIGHT_STANDARD;
    return Math.max(0, quota - contents.inFlight());
  }

  /** Messages for one receive; empty if none is available. */
  List<ReceivedMessage> take(QueueRecord queue, ReceiveRequest request, long nowMillis) {
    Integer asked = request.visibilityTimeoutSeconds();
    int seconds = asked == null ? queue.attributes().visibilityTimeoutSeconds() : asked;
    long visibleAt = nowMillis + seconds * 1000L;
    String attemptId = queue.isFifo() ? request.attemptId() : null;
    if (attemptId != null) {
      List<StoredMessage> again = takeAgain(attemptId, visibleAt, nowMillis);
      if (!again.isEmpty()) {
        return inHand(queue, again);
      }
    }
    List<StoredMessage> taken = takeNext(Math.min(request.maxNumberOfMessages(), room(queue)));
    for (StoredMessage message : taken) {
      contents.deliver(message, Delivery.next(message.delivery, nowMillis, visibleAt), nowMillis);
    }
    if (attemptId != null && !taken.isEmpty()) {
      remember(attemptId, nowMillis, visibleAt, taken, nowMillis);
    }
    return inHand(queue, taken);
  }

  /** Takes up to {@code count} messages in order; dead letters are removed. */
  private List<StoredMessage> takeNext(int count) {
    List<StoredMessage> taken = new ArrayList<>(count);
    MessageGroup group = null;
    while (taken.size() < count) {
      StoredMessage message = contents.next(group);
      if (message == null) {
        break;
      }
      group = message.group;
      if (!giveUp.test(message)) {
        contents.withdraw(message);
        taken.add(message);
      }
    }
    return taken;
  }

  /** The messages of an earlier attempt, hidden again; empty if any was modified since. */
  private List<StoredMessage> takeAgain(String attemptId, long visibleAt, long nowMillis) {
    ReceiveAttempt attempt = attempts.get(attemptId, nowMillis);
    if (attempt == null) {
      return List.of();
    }
    List<StoredMessage> messages = new ArrayList<>(attempt.ordinals().size());
    for (long ordinal : attempt.ordinals()) {
      StoredMessage message = contents.get(ordinal);
      boolean untouched =
          message != null
              && message.state == State.IN_FLIGHT
              && message.dueMillis == attempt.visibleAtMillis();
      if (!untouched) {
        return List.of();
      }
      messages.add(message);
    }
    for (StoredMessage message : messages) {
      contents.withdraw(message);
      contents.deliver(message, message.delivery.withVisibleAt(visibleAt), nowMillis);
    }
    remember(attemptId, attempt.receivedMillis(), visibleAt, messages, nowMillis);
    return messages;
  }

  private void remember(
      String attemptId, long sinceMillis, long visibleAt, List<StoredMessage> taken, long now) {
    List<Long> ordinals = taken.stream().map(message -> message.ordinal).toList();
    attempts.put(attemptId, new ReceiveAttempt(sinceMillis, visibleAt, ordinals), now);
  }

  private static List<ReceivedMessage> inHand(QueueRecord queue, List<StoredMessage> messages) {
    List<ReceivedMessage> received = new ArrayList<>(messages.size());
    for (StoredMessage message : messages) {
      ReceiptHandle handle =
          new ReceiptHandle(queue.identity(), message.ordinal, message.receivesHere());
      received.add(
          new ReceivedMessage(
              handle.text(),
              message.message,
              message.delivery,
              queue.isFifo() ? SequenceNumber.of(message.ordinal) : null));
    }
    return received;
  }
}
