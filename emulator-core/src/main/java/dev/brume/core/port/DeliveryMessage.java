package dev.brume.core.port;

import dev.brume.core.message.MessageAttribute;
import dev.brume.core.schema.Blob;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message that one service delivers to a resource of another. A target uses the parts that it
 * supports: a queue the body, attributes and ids, a topic also the subject, a stream the body and
 * the partition key, a function and an event bus the body, which is the event in JSON.
 *
 * @param body the message
 * @param subject for topics, else null
 * @param attributes message attributes by name, in order
 * @param groupId the message group, or null
 * @param deduplicationId the deduplication id, or null
 * @param partitionKey for streams, else null
 * @param traceHeader the X-Amzn-Trace-Id of the request that caused it, for queues, or null
 */
public record DeliveryMessage(
    String body,
    String subject,
    Map<String, MessageAttribute> attributes,
    String groupId,
    String deduplicationId,
    String partitionKey,
    String traceHeader) {

  /** Keeps a copy of the attributes. */
  public DeliveryMessage {
    attributes =
        attributes.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** A message with only a body. */
  public static DeliveryMessage of(String body) {
    return new DeliveryMessage(body, null, Map.of(), null, null, null, null);
  }

  /** A binary message for streams: one attribute without a name holds the bytes. */
  public static DeliveryMessage ofBytes(byte[] bytes) {
    MessageAttribute holder = new MessageAttribute("Binary", null, Blob.of(bytes));
    return of("").withAttributes(Map.of("", holder));
  }

  /** The record for a stream: the bytes, or the body as UTF-8. */
  public Blob content() {
    MessageAttribute holder = attributes.get("");
    return holder == null ? Blob.ofUtf8(body) : holder.binary();
  }

  /** The same with a subject. */
  public DeliveryMessage withSubject(String newSubject) {
    return new DeliveryMessage(
        body, newSubject, attributes, groupId, deduplicationId, partitionKey, traceHeader);
  }

  /** The same with message attributes. */
  public DeliveryMessage withAttributes(Map<String, MessageAttribute> newAttributes) {
    return new DeliveryMessage(
        body, subject, newAttributes, groupId, deduplicationId, partitionKey, traceHeader);
  }

  /** The same for FIFO queues and topics. */
  public DeliveryMessage inGroup(String newGroupId, String newDeduplicationId) {
    return new DeliveryMessage(
        body, subject, attributes, newGroupId, newDeduplicationId, partitionKey, traceHeader);
  }

  /** The same for streams. */
  public DeliveryMessage withPartitionKey(String key) {
    return new DeliveryMessage(
        body, subject, attributes, groupId, deduplicationId, key, traceHeader);
  }

  /** The same as part of a trace. */
  public DeliveryMessage withTraceHeader(String header) {
    return new DeliveryMessage(
        body, subject, attributes, groupId, deduplicationId, partitionKey, header);
  }
}
