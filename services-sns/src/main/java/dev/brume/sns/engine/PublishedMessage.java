package dev.brume.sns.engine;

import dev.brume.core.message.MessageAttribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message that somebody publishes.
 *
 * @param body the message; where there are others for some protocols, the default one
 * @param bodies messages by the protocols that they are for; none where all get the same
 * @param subject or null
 * @param attributes by name, in their order
 * @param groupId the message group, or null
 * @param deduplicationId or null
 * @param origin scheme and host of the links that subscribers get
 * @param traceHeader the X-Amzn-Trace-Id of the publisher, which subscribers get too, or null
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

  /** The same as part of a trace; of none where {@code header} is null. */
  public PublishedMessage withTraceHeader(String header) {
    return new PublishedMessage(
        body, bodies, subject, attributes, groupId, deduplicationId, origin, header);
  }

  /** The message under a name, which is a protocol or a platform; else the default one. */
  public String bodyFor(String protocol) {
    return bodies.getOrDefault(protocol, body);
  }
}
