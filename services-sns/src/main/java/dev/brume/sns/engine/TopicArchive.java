package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.SortedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The archive of a FIFO topic, whose lock guards it: messages by publication time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-topic-owner.html">Amazon
 *     SNS message archiving for FIFO topic owners</a>
 */
public final class TopicArchive {
  /** The topic attribute with the retention of archived messages; JSON. */
  public static final String POLICY = "ArchivePolicy";

  /** "A minimum of one day to a maximum of 365 days." */
  private static final int MAX_DAYS = 365;

  private final SortedTable<ArchivedMessage> messages;

  TopicArchive(SortedTable<ArchivedMessage> messages) {
    this.messages = messages;
  }

  /** The retention of a policy; zero if it disables the archive, null if invalid. */
  public static Duration retention(String policy) {
    ObjectNode read = policy.isEmpty() ? null : JsonDocument.COMMON.object(policy).orElse(null);
    if (policy.isEmpty() || (read != null && read.isEmpty())) {
      return Duration.ZERO;
    }
    String days = read == null ? "" : read.path("MessageRetentionPeriod").asText();
    if (!days.matches("[0-9]{1,3}") || read.size() != 1) {
      return null;
    }
    int count = Integer.parseInt(days);
    return count >= 1 && count <= MAX_DAYS ? Duration.ofDays(count) : null;
  }

  private static ByteKey key(long millis, long sequence) {
    return ByteKey.builder().whole(millis).whole(sequence).build();
  }

  /** Adds a message, and removes those published before {@code oldestMillis}. */
  void add(ArchivedMessage message, long oldestMillis) {
    PublishResult result = message.result();
    long sequence = Long.parseLong(result.sequenceNumber());
    messages.put(key(result.publishedMillis(), sequence), message);
    List<ByteKey> old = new ArrayList<>();
    for (var entry : messages.scan(KeyRange.ALL.before(key(oldestMillis, 0)))) {
      old.add(entry.key());
    }
    old.forEach(messages::remove);
  }

  /** The next messages of a replay, in order. */
  List<ArchivedMessage> read(Replay replay, long oldestMillis, int limit) {
    List<ArchivedMessage> read = new ArrayList<>();
    KeyRange range =
        KeyRange.ALL.after(
            replay.fromMillis() < oldestMillis
                ? key(oldestMillis, 0)
                : key(replay.fromMillis(), replay.afterSequence()));
    for (var entry : messages.scan(range)) {
      if (read.size() == limit || entry.value().result().publishedMillis() > replay.endMillis()) {
        break;
      }
      read.add(entry.value());
    }
    return read;
  }

  void clear() {
    messages.clear();
  }
}
