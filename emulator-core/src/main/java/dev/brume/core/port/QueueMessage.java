package dev.brume.core.port;

import dev.brume.core.message.MessageAttribute;
import java.util.Map;

/**
 * A message as a consumer inside the emulator receives it.
 *
 * @param messageId a UUID
 * @param receiptHandle to delete or hide it by
 * @param body the body
 * @param md5OfBody its MD5 in hexadecimal
 * @param attributes SQS's own by name, as ReceiveMessage gives them: ApproximateReceiveCount,
 *     SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp, and what else there is
 * @param messageAttributes the sender's, by name
 * @param md5OfMessageAttributes in hexadecimal; null where there are none
 */
public record QueueMessage(
    String messageId,
    String receiptHandle,
    String body,
    String md5OfBody,
    Map<String, String> attributes,
    Map<String, MessageAttribute> messageAttributes,
    String md5OfMessageAttributes) {}
