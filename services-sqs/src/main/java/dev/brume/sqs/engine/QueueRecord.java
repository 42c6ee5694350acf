package dev.brume.sqs.engine;

import java.util.Map;

/**
 * The stored form of a queue.
 *
 * @param name 1 to 80 characters; a FIFO queue's ends with {@code .fifo}
 * @param identity tells this queue from an earlier one of the same name: 16 hexadecimal digits
 * @param createdMillis when it was made
 * @param modifiedMillis when its attributes were last set
 * @param attributes what its owner has set
 * @param tags its cost allocation tags
 */
public record QueueRecord(
    String name,
    String identity,
    long createdMillis,
    long modifiedMillis,
    QueueAttributes attributes,
    Map<String, String> tags) {
  /** What the name of every FIFO queue, and of no other, ends with. */
  public static final String FIFO_SUFFIX = ".fifo";

  /** Whether the queue is first-in-first-out. */
  public boolean isFifo() {
    return name.endsWith(FIFO_SUFFIX);
  }

  /** How long it keeps messages. */
  long retentionMillis() {
    return attributes.messageRetentionPeriodSeconds() * 1000L;
  }

  QueueRecord withAttributes(QueueAttributes newAttributes, long nowMillis) {
    return new QueueRecord(name, identity, createdMillis, nowMillis, newAttributes, tags);
  }

  QueueRecord withTags(Map<String, String> newTags) {
    return new QueueRecord(name, identity, createdMillis, modifiedMillis, attributes, newTags);
  }
}
