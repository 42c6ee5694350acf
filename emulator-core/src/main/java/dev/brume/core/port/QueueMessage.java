package dev.brume.core.port;

import dev.brume.core.message.MessageAttribute;
import java.util.Map;

/**
 * A message received by a consumer inside the emulator.
 *
 * @param messageId a UUID
 * @param receiptHandle for deletion and visibility changes
 * @param body the body
 * @param md5OfBody its MD5 in hexadecimal
 * @param attributes SQS's own by name, as in ReceiveMessage: ApproximateReceiveCount,
 *     SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp, and all others present
 * @param messageAttributes the sender's, by name
 * @param md5OfMessageAttributes in hexadecimal; null without attributes
 */
public record QueueMessage(
    String messageId,
    String receiptHandle,
    String body,
    String md5OfBody,
    Map<String, String> attributes,
    Map<String, MessageAttribute> messageAttributes,
    String md5OfMessageAttributes) {}
