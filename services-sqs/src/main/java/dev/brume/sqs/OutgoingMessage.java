package dev.brume.sqs;

import static dev.brume.sqs.api.MessageSystemAttributeName.ALL;
import static dev.brume.sqs.api.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static dev.brume.sqs.api.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static dev.brume.sqs.api.MessageSystemAttributeName.AWS_TRACE_HEADER;
import static dev.brume.sqs.api.MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN;
import static dev.brume.sqs.api.MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID;
import static dev.brume.sqs.api.MessageSystemAttributeName.MESSAGE_GROUP_ID;
import static dev.brume.sqs.api.MessageSystemAttributeName.SENDER_ID;
import static dev.brume.sqs.api.MessageSystemAttributeName.SENT_TIMESTAMP;
import static dev.brume.sqs.api.MessageSystemAttributeName.SEQUENCE_NUMBER;

import dev.brume.core.message.MessageAttribute;
import dev.brume.core.message.MessageDigests;
import dev.brume.sqs.api.Message;
import dev.brume.sqs.api.MessageAttributeValue;
import dev.brume.sqs.engine.Delivery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes messages with the attributes that a consumer requests.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 */
final class OutgoingMessage {
  private static final List<String> SYSTEM_ATTRIBUTES =
      List.of(
          SENDER_ID,
          SENT_TIMESTAMP,
          APPROXIMATE_RECEIVE_COUNT,
          APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
          SEQUENCE_NUMBER,
          MESSAGE_DEDUPLICATION_ID,
          MESSAGE_GROUP_ID,
          AWS_TRACE_HEADER,
          DEAD_LETTER_QUEUE_SOURCE_ARN);

  /**
   * A queue attribute that ReceiveMessage lists by mistake: it may be named and is never present.
   */
  private static final Set<String> NAMED_BY_MISTAKE = Set.of("SqsManagedSseEnabled");

  private static final String EVERYTHING = ".*";

  /** Accepted by AWS like {@link #EVERYTHING}. */
  private static final String STAR = "*";

  private final List<String> systemAttributes;
  private final List<String> attributes;

  /**
   * @param systemNames names of system attributes, may be null
   * @param attributeNames names of message attributes, with {@code All}, {@code .*}, {@code *} and
   *     prefixes, may be null
   */
  OutgoingMessage(List<String> systemNames, List<String> attributeNames) {
    this.systemAttributes = known(systemNames == null ? List.of() : systemNames);
    this.attributes = attributeNames == null ? List.of() : attributeNames;
  }

  /** All attributes. */
  static OutgoingMessage complete() {
    return new OutgoingMessage(List.of(ALL), List.of(ALL));
  }

  private static List<String> known(List<String> names) {
    for (String name : names) {
      boolean known =
          name.equals(ALL) || SYSTEM_ATTRIBUTES.contains(name) || NAMED_BY_MISTAKE.contains(name);
      if (!known) {
        throw QueueAttributeReader.unknown(name);
      }
    }
    return names.contains(ALL) ? SYSTEM_ATTRIBUTES : names;
  }

  /** The message; {@code more} are attributes that AWS's messages do not have. */
  Message show(
      dev.brume.sqs.engine.Message message,
      Delivery delivery,
      String sequenceNumber,
      String receiptHandle,
      Map<String, String> more) {
    Map<String, String> system = new LinkedHashMap<>();
    for (String name : systemAttributes) {
      String value = systemAttribute(name, message, delivery, sequenceNumber);
      if (value != null) {
        system.put(name, value);
      }
    }
    system.putAll(more);
    Map<String, MessageAttribute> chosen = chosen(message.attributes());
    return Message.builder()
        .messageId(message.messageId())
        .receiptHandle(receiptHandle)
        .md5OfBody(MessageDigests.ofBody(message.body()))
        .body(message.body())
        .attributes(system.isEmpty() ? null : system)
        .md5OfMessageAttributes(MessageDigests.ofAttributes(chosen))
        .messageAttributes(chosen.isEmpty() ? null : shown(chosen))
        .build();
  }

  private static String systemAttribute(
      String name, dev.brume.sqs.engine.Message message, Delivery delivery, String sequenceNumber) {
    return switch (name) {
      case SENDER_ID -> message.senderId();
      case SENT_TIMESTAMP -> String.valueOf(message.sentMillis());
      case APPROXIMATE_RECEIVE_COUNT ->
          delivery == null ? "0" : String.valueOf(delivery.receiveCount());
      case APPROXIMATE_FIRST_RECEIVE_TIMESTAMP ->
          delivery == null ? null : String.valueOf(delivery.firstReceivedMillis());
      case SEQUENCE_NUMBER -> sequenceNumber;
      case MESSAGE_DEDUPLICATION_ID -> message.messageDeduplicationId();
      case MESSAGE_GROUP_ID -> message.messageGroupId();
      case AWS_TRACE_HEADER -> message.traceHeader() == null ? null : message.traceHeader().text();
      case DEAD_LETTER_QUEUE_SOURCE_ARN -> message.deadLetterSourceArn();
      default -> null;
    };
  }

  private Map<String, MessageAttribute> chosen(Map<String, MessageAttribute> all) {
    if (all.isEmpty() || attributes.isEmpty()) {
      return Map.of();
    }
    if (attributes.contains(ALL) || attributes.contains(EVERYTHING) || attributes.contains(STAR)) {
      return all;
    }
    Map<String, MessageAttribute> chosen = new LinkedHashMap<>(all);
    chosen.keySet().removeIf(name -> !isAskedFor(name));
    return chosen;
  }

  private boolean isAskedFor(String name) {
    for (String asked : attributes) {
      boolean fits =
          asked.endsWith(EVERYTHING)
              ? name.startsWith(asked.substring(0, asked.length() - EVERYTHING.length()))
              : name.equals(asked);
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, MessageAttributeValue> shown(Map<String, MessageAttribute> chosen) {
    Map<String, MessageAttributeValue> shown = new LinkedHashMap<>();
    chosen.forEach((name, attribute) -> shown.put(name, MessageAttributes.show(attribute)));
    return shown;
  }

  /** Both lists, the outdated one first. */
  static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>();
    if (first != null) {
      all.addAll(first);
    }
    if (second != null) {
      all.addAll(second);
    }
    return all;
  }
}
