package dev.brume.sqs.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.sqs.engine.DeadLetterInbox.DeadLetter;

/**
 * Adds messages to a queue: those of producers, dead letters of other queues, and messages moved
 * back out of dead-letter queues. Guarded by the queue's lock.
 */
final class MessageIntake {
  private final QueueContents contents;
  private final Ids ids;
  private final Table<String, QueueCounters> counters;
  private final ExpiringTable<Deduplication> deduplications;

  MessageIntake(QueueContents contents, Tables tables, String queueIdentity, Ids ids) {
    this.contents = contents;
    this.ids = ids;
    counters = tables.table(SqsTables.COUNTERS, queueIdentity);
    deduplications =
        new ExpiringTable<>(
            tables.table(SqsTables.DEDUPLICATIONS, queueIdentity),
            Deduplication::sentMillis,
            Quotas.DEDUPLICATION_MILLIS);
  }

  /** Adds a producer's message, unless it is a duplicate. */
  SentMessage send(QueueRecord queue, NewMessage message, long nowMillis) {
    if (!queue.isFifo()) {
      String messageId = ids.uuid();
      contents.add(
          nextOrdinal(),
          MessageSending.standard(queue, message, messageId, nowMillis),
          null,
          nowMillis);
      return new SentMessage(messageId, null);
    }
    String deduplicationId = MessageSending.deduplicationId(message);
    String key = MessageSending.deduplicationKey(queue, message, deduplicationId);
    Deduplication first = deduplications.get(key, nowMillis);
    if (first != null) {
      return new SentMessage(first.messageId(), SequenceNumber.of(first.ordinal()));
    }
    String messageId = ids.uuid();
    long ordinal = nextOrdinal();
    contents.add(
        ordinal,
        MessageSending.fifo(message, messageId, deduplicationId, nowMillis),
        null,
        nowMillis);
    deduplications.put(key, new Deduplication(messageId, ordinal, nowMillis), nowMillis);
    return new SentMessage(messageId, SequenceNumber.of(ordinal));
  }

  /** Adds a dead letter of another queue. */
  void bury(QueueRecord queue, DeadLetter letter, long nowMillis) {
    StoredMessage given = letter.message();
    contents.add(
        nextOrdinal(),
        given.message.asDeadLetter(letter.source().arn(), nowMillis, queue.isFifo()),
        given.delivery == null ? null : given.delivery.elsewhere(),
        nowMillis);
  }

  /** Adds, as a new message, a message of a move task. */
  void redrive(Message message, long nowMillis) {
    contents.add(nextOrdinal(), message.asRedriven(ids.uuid(), nowMillis), null, nowMillis);
  }

  /** When the queue was purged last; {@link Long#MIN_VALUE} for never. */
  long purgedMillis() {
    return counters().purgedMillis();
  }

  /** Deletes all messages, and their deduplication records. */
  void purge(long nowMillis) {
    contents.clear();
    deduplications.clear();
    counters.put(SqsTables.COUNTERS_KEY, new QueueCounters(counters().nextOrdinal(), nowMillis));
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
}
