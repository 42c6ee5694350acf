package dev.brume.sqs.engine;

import dev.brume.core.message.MessageAttribute;
import java.util.Map;

/**
 * A message to be sent whose contents are already checked.
 *
 * @param body at least one character
 * @param attributes message attributes by name
 * @param traceHeader the system attribute AWSTraceHeader, or null
 * @param senderId who sends it
 * @param messageGroupId or null
 * @param messageDeduplicationId or null
 * @param delaySeconds 0 to 900, or null for the queue's delay
 * @param sizeBytes what counts against the maximum message size: body and attributes
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
