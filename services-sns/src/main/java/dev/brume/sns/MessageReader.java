package dev.brume.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.message.MessageText;
import dev.brume.sns.api.PublishBatchRequestEntry;
import dev.brume.sns.engine.PublishedMessage;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicQuotas;
import dev.brume.sns.engine.TopicRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads and checks what is published.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class MessageReader {
  private static final String DEFAULT = "default";
  private static final String STRUCTURE = "Message Structure - ";

  /**
   * "UTF-8 text with no line breaks or control characters, and less than 100 characters long."
   * Older pages of AWS's allowed ASCII alone.
   */
  private static final Pattern SUBJECT = Pattern.compile("[^\\p{IsControl}\\u2028\\u2029]{1,99}");

  /** "Alphanumeric characters and punctuation", up to 128. */
  private static final Pattern FIFO_ID = Pattern.compile("[!-~]{1,128}");

  private MessageReader() {}

  /**
   * The message of a batch entry, or of a Publish in that form.
   *
   * @param origin scheme and host of links in messages
   * @throws AwsError InvalidParameter or ParameterValueInvalid
   */
  static PublishedMessage read(TopicRecord topic, PublishBatchRequestEntry given, String origin) {
    PublishedMessage message = read(given, origin);
    checkGroup(topic, given);
    return message;
  }

  /**
   * The same for a message to a device or a phone.
   *
   * @param origin scheme and host of links in messages
   */
  static PublishedMessage read(PublishBatchRequestEntry given, String origin) {
    String text = given.message();
    if (text.isEmpty()) {
      throw SnsFaults.invalid("Empty message");
    }
    Map<String, MessageAttribute> attributes =
        MessageAttributeReader.read(given.messageAttributes());
    if (sizeBytes(text, attributes) > TopicQuotas.MAX_MESSAGE_BYTES) {
      throw SnsFaults.invalid("Message too long");
    }
    if (given.subject() != null && !SUBJECT.matcher(given.subject()).matches()) {
      throw SnsFaults.invalid("Subject");
    }
    Map<String, String> bodies = bodies(given.messageStructure(), text);
    String body = bodies.getOrDefault(DEFAULT, text);
    return new PublishedMessage(
        body,
        bodies,
        given.subject(),
        attributes,
        given.messageGroupId(),
        given.messageDeduplicationId(),
        origin,
        null);
  }

  /** The size of a message by the quota's rules. */
  static long sizeBytes(String text, Map<String, MessageAttribute> attributes) {
    return MessageText.sizeBytes(text) + MessageAttribute.sizeBytes(attributes);
  }

  private static Map<String, String> bodies(String structure, String text) {
    if (structure == null || structure.isEmpty()) {
      return Map.of();
    }
    if (!structure.equals("json")) {
      throw SnsFaults.invalid("MessageStructure");
    }
    JsonNode json = JsonDocument.COMMON.find(text).orElse(null);
    if (!(json instanceof ObjectNode object)) {
      throw SnsFaults.invalid(STRUCTURE + "JSON message body failed to parse");
    }
    Map<String, String> bodies = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getValue().isTextual()) {
        bodies.put(member.getKey(), member.getValue().textValue());
      }
    }
    if (!bodies.containsKey(DEFAULT)) {
      throw SnsFaults.invalid(STRUCTURE + "No default entry in JSON message body");
    }
    return bodies;
  }

  private static void checkGroup(TopicRecord topic, PublishBatchRequestEntry given) {
    String group = given.messageGroupId();
    String deduplicationId = given.messageDeduplicationId();
    if (topic.isFifo() && group == null) {
      throw SnsFaults.invalid("The MessageGroupId parameter is required for FIFO topics");
    }
    if (!topic.isFifo() && deduplicationId != null) {
      throw SnsFaults.invalid(
          "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter"
              + " that is not valid for this topic type");
    }
    if (topic.isFifo()
        && deduplicationId == null
        && !topic.has(Topic.CONTENT_BASED_DEDUPLICATION, "true")) {
      throw SnsFaults.invalid(
          "The topic should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
    if (group != null && !FIFO_ID.matcher(group).matches()) {
      throw SnsFaults.invalid("MessageGroupId");
    }
    if (deduplicationId != null && !FIFO_ID.matcher(deduplicationId).matches()) {
      throw SnsFaults.invalid("MessageDeduplicationId");
    }
  }
}
