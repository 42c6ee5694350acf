package dev.brume.sqs.engine;

import dev.brume.core.message.MessageAttribute;
import java.util.Map;

/**
 * A message to be sent, with checked contents.
 *
 * @param body at least one character
 * @param attributes message attributes by name
 * @param traceHeader the system attribute AWSTraceHeader, or null
 * @param senderId the sender's id
 * @param messageGroupId or null
 * @param messageDeduplicationId or null
 * @param delaySeconds 0 to 900, or null for the queue's delay
 * @param sizeBytes the size for the maximum message size: body and attributes
 */
public record NewMessage(
    String body,
    Map<String, MessageAttribute> attributes,
    MessageAttribute traceHeader,
    String senderId,
    String messageGroupId,
    String messageDeduplicationId,
    Integer delaySeconds,
    int sizeBytes) {}
