package dev.brume.sqs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.message.MessageDigests;
import dev.brume.core.message.MessageText;
import dev.brume.sqs.api.MessageAttributeValue;
import dev.brume.sqs.api.MessageSystemAttributeValue;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.NewMessage;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A message from a sender, alone or in a batch; checks everything that does not depend on the
 * queue, in AWS's order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
record IncomingMessage(
    String body,
    Integer delaySeconds,
    Map<String, MessageAttributeValue> attributes,
    Map<String, MessageSystemAttributeValue> systemAttributes,
    String deduplicationId,
    String groupId) {
  private static final int MAX_DELAY_SECONDS = 900;
  private static final String TRACE_HEADER = "X-Amzn-Trace-Id";

  /** 1 to 128 letters, digits and punctuation. */
  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

  /** The message to be added to a queue. */
  NewMessage checked(RequestContext context) {
    if (body == null || body.isEmpty()) {
      throw SqsRefusals.missing("MessageBody");
    }
    Map<String, MessageAttribute> readAttributes = MessageAttributes.read(attributes);
    String fault = MessageText.fault(body, "message body");
    if (fault != null) {
      throw SqsErrors.invalidMessageContents(fault);
    }
    if (delaySeconds != null) {
      SqsRefusals.requireBetween(
          "DelaySeconds",
          delaySeconds,
          0,
          MAX_DELAY_SECONDS,
          "DelaySeconds must be >= 0 and <= 900.");
    }
    return new NewMessage(
        body,
        readAttributes,
        MessageAttributes.traceHeader(systemAttributes, context.http().header(TRACE_HEADER)),
        context.caller().account(),
        checkedId("MessageGroupId", groupId),
        checkedId("MessageDeduplicationId", deduplicationId),
        delaySeconds,
        (int) (MessageText.sizeBytes(body) + MessageAttribute.sizeBytes(readAttributes)));
  }

  /** The digest of the sender's system attributes; null if there are none. */
  String systemAttributesDigest() {
    if (systemAttributes == null || systemAttributes.isEmpty()) {
      return null;
    }
    MessageAttribute given = MessageAttributes.traceHeader(systemAttributes, null);
    return MessageDigests.ofAttributes(Map.of(systemAttributes.keySet().iterator().next(), given));
  }

  /** Returns {@code id} if it is a valid group, deduplication or attempt id, or null. */
  static String checkedId(String parameter, String id) {
    if (id != null && !ID.matcher(id).matches()) {
      throw SqsRefusals.invalid(
          parameter,
          id,
          parameter
              + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
    return id;
  }

  /** The message's share of its batch's size. */
  long sizeBytes() {
    long size = body == null ? 0 : MessageText.sizeBytes(body);
    if (attributes == null) {
      return size;
    }
    for (Map.Entry<String, MessageAttributeValue> entry : attributes.entrySet()) {
      size += MessageText.sizeBytes(entry.getKey());
      MessageAttributeValue value = entry.getValue();
      if (value != null) {
        size += value.dataType() == null ? 0 : MessageText.sizeBytes(value.dataType());
        size += value.stringValue() == null ? 0 : MessageText.sizeBytes(value.stringValue());
        size += value.binaryValue() == null ? 0 : value.binaryValue().length();
      }
    }
    return size;
  }
}
