package dev.brume.sns.engine;

import dev.brume.core.message.MessageAttribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message sent to a phone, a device or a mailbox.
 *
 * @param protocol {@code sms}, {@code application}, {@code email} or {@code email-json}
 * @param target a phone number, an address, or the ARN of a platform endpoint
 * @param topicArn the topic; null if it was published directly to the target
 * @param subscriptionArn the subscription; null like the topic
 * @param messageId a UUID
 * @param message the delivered message
 * @param subject or null
 * @param isStructured whether the publisher had a message for each protocol
 * @param attributes by name, in their order
 */
public record SentNotification(
    String protocol,
    String target,
    String topicArn,
    String subscriptionArn,
    String messageId,
    String message,
    String subject,
    boolean isStructured,
    Map<String, MessageAttribute> attributes) {

  /** Keeps a copy of the attributes. */
  public SentNotification {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
