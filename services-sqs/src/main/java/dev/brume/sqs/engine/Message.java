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
 * @param senderId who sent it
 * @param messageGroupId or null
 * @param messageDeduplicationId given or made from the body; null in standard queues
 * @param sentMillis when it entered: what retention counts from
 * @param delaySeconds after that until it can be received first; {@link #DELAY_OF_QUEUE} for what
 *     the queue says at that time
 * @param deadLetterSourceArn the queue that gave it up, or null
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
   * A FIFO queue's delay is retroactive, so its messages don't carry it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html">Delay
   *     queues</a>
   */
  static final int DELAY_OF_QUEUE = -1;

  /** The same message, given up by {@code sourceArn}, as it enters a dead-letter queue. */
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

  /** A new message with the same contents, as a message-move task sends it. */
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
