package dev.brume.sns.engine;

import dev.brume.core.message.MessageAttribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message to publish.
 *
 * @param body the message; with protocol-specific ones, the default
 * @param bodies messages by protocol; empty if all are the same
 * @param subject or null
 * @param attributes by name, in their order
 * @param groupId the message group, or null
 * @param deduplicationId or null
 * @param origin scheme and host of links in messages
 * @param traceHeader the publisher's X-Amzn-Trace-Id, which is passed on, or null
 */
public record PublishedMessage(
    String body,
    Map<String, String> bodies,
    String subject,
    Map<String, MessageAttribute> attributes,
    String groupId,
    String deduplicationId,
    String origin,
    String traceHeader) {

  /** Keeps copies of the maps. */
  public PublishedMessage {
    bodies = Map.copyOf(bodies);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  PublishedMessage with(String changedBody, Map<String, String> changedBodies) {
    return new PublishedMessage(
        changedBody,
        changedBodies,
        subject,
        attributes,
        groupId,
        deduplicationId,
        origin,
        traceHeader);
  }

  /** The same with a trace header; without one if {@code header} is null. */
  public PublishedMessage withTraceHeader(String header) {
    return new PublishedMessage(
        body, bodies, subject, attributes, groupId, deduplicationId, origin, header);
  }

  /** The message for a protocol or platform; else the default one. */
  public String bodyFor(String protocol) {
    return bodies.getOrDefault(protocol, body);
  }
}
