package dev.brume.sqs.engine;

import java.util.Map;

/**
 * The stored form of a queue.
 *
 * @param name 1 to 80 characters; a FIFO queue's ends with {@code .fifo}
 * @param identity distinguishes this queue from an earlier one with the same name: 16 hexadecimal
 *     digits
 * @param createdMillis when it was created
 * @param modifiedMillis when its attributes were last set
 * @param attributes the attributes set by its owner
 * @param tags its cost allocation tags
 */
public record QueueRecord(
    String name,
    String identity,
    long createdMillis,
    long modifiedMillis,
    QueueAttributes attributes,
    Map<String, String> tags) {
  /** The suffix of the name of every FIFO queue, and of no other. */
  public static final String FIFO_SUFFIX = ".fifo";

  /** Whether the queue is a FIFO queue. */
  public boolean isFifo() {
    return name.endsWith(FIFO_SUFFIX);
  }

  /** The retention period of messages. */
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
