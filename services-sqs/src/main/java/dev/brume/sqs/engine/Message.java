package dev.brume.sqs.engine;

import dev.brume.core.message.MessageAttribute;
import java.util.Map;

/**
 * A stored message; its receives are in {@link Delivery}.
 *
 * @param messageId a UUID
 * @param body as sent
 * @param attributes message attributes by name; empty rather than null
 * @param traceHeader the system attribute AWSTraceHeader, or null
 * @param senderId the sender's id
 * @param messageGroupId or null
 * @param messageDeduplicationId given or derived from the body; null in standard queues
 * @param sentMillis when it entered the queue: the start of retention
 * @param delaySeconds the delay after that; {@link #DELAY_OF_QUEUE} for the queue's present delay
 * @param deadLetterSourceArn the source queue of a dead letter, or null
 */
public record Message(
    String messageId,
    String body,
    Map<String, MessageAttribute> attributes,
    MessageAttribute traceHeader,
    String senderId,
    String messageGroupId,
    String messageDeduplicationId,
    long sentMillis,
    int delaySeconds,
    String deadLetterSourceArn) {
  /**
   * A FIFO queue's delay is retroactive, so it is not stored in messages.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html">Delay
   *     queues</a>
   */
  static final int DELAY_OF_QUEUE = -1;

  /** The same message as a dead letter of {@code sourceArn}, on entering a dead-letter queue. */
  Message asDeadLetter(String sourceArn, long nowMillis, boolean fifo) {
    return new Message(
        messageId,
        body,
        attributes,
        traceHeader,
        senderId,
        messageGroupId,
        messageDeduplicationId,
        fifo ? nowMillis : sentMillis,
        0,
        sourceArn);
  }

  /** A new message with the same contents, as sent by a message-move task. */
  Message asRedriven(String newMessageId, long nowMillis) {
    return new Message(
        newMessageId,
        body,
        attributes,
        traceHeader,
        senderId,
        messageGroupId,
        messageDeduplicationId,
        nowMillis,
        0,
        null);
  }
}
