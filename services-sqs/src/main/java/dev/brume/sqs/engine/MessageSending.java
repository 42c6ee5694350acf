package dev.brume.sqs.engine;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.sqs.api.SqsErrors;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The send path of a queue. */
final class MessageSending {
  private static final String WRONG_QUEUE_TYPE =
      "The request include parameter that is not valid for this queue type.";

  private MessageSending() {}

  /** Refuses messages that are invalid for the queue. */
  static void check(QueueRecord queue, NewMessage message) {
    int maximum = queue.attributes().maximumMessageSizeBytes();
    if (message.sizeBytes() > maximum) {
      throw SqsErrors.invalidParameterValueException(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + maximum
              + " bytes.");
    }
    if (queue.isFifo()) {
      checkFifo(queue, message);
    } else if (message.messageDeduplicationId() != null) {
      throw QueueErrors.invalidParameter(
          "MessageDeduplicationId", message.messageDeduplicationId(), WRONG_QUEUE_TYPE);
    }
  }

  private static void checkFifo(QueueRecord queue, NewMessage message) {
    Integer delaySeconds = message.delaySeconds();
    if (delaySeconds != null && delaySeconds != 0) {
      throw QueueErrors.invalidParameter("DelaySeconds", delaySeconds, WRONG_QUEUE_TYPE);
    }
    if (message.messageGroupId() == null) {
      throw QueueErrors.missingParameter("MessageGroupId");
    }
    checkDeduplicationId(queue, message.messageDeduplicationId());
  }

  private static void checkDeduplicationId(QueueRecord queue, String deduplicationId) {
    if (deduplicationId == null && !queue.attributes().contentBasedDeduplication()) {
      throw SqsErrors.invalidParameterValueException(
          "The queue should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
  }

  /** Refuses a FIFO queue's batch because of one message's ids. */
  static void checkBatchIds(QueueRecord queue, String groupId, String deduplicationId) {
    if (groupId == null) {
      throw SqsErrors.invalidParameterValueException(
          QueueErrors.missingParameter("MessageGroupId").getMessage());
    }
    checkDeduplicationId(queue, deduplicationId);
  }

  /** The deduplication id: the sender's, or the body's SHA-256. */
  static String deduplicationId(NewMessage message) {
    String given = message.messageDeduplicationId();
    return given != null ? given : sha256(message.body());
  }

  private static String sha256(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(ChecksumAlgorithm.SHA256.of(bytes));
  }

  /** The deduplication key: the id, or the id within its group. */
  static String deduplicationKey(QueueRecord queue, NewMessage message, String deduplicationId) {
    return switch (queue.attributes().deduplicationScope()) {
      case QUEUE -> deduplicationId;
      // Neither id can contain a space.
      case MESSAGE_GROUP -> message.messageGroupId() + ' ' + deduplicationId;
    };
  }

  /** The message as a standard queue stores it. */
  static Message standard(QueueRecord queue, NewMessage message, String messageId, long nowMillis) {
    Integer asked = message.delaySeconds();
    int delaySeconds = asked == null ? queue.attributes().delaySeconds() : asked;
    return stored(message, messageId, null, nowMillis, delaySeconds);
  }

  /** The message as a FIFO queue stores it. */
  static Message fifo(
      NewMessage message, String messageId, String deduplicationId, long nowMillis) {
    return stored(message, messageId, deduplicationId, nowMillis, Message.DELAY_OF_QUEUE);
  }

  private static Message stored(
      NewMessage message,
      String messageId,
      String deduplicationId,
      long nowMillis,
      int delaySeconds) {
    return new Message(
        messageId,
        message.body(),
        message.attributes(),
        message.traceHeader(),
        message.senderId(),
        message.messageGroupId(),
        deduplicationId,
        nowMillis,
        delaySeconds,
        null);
  }
}
