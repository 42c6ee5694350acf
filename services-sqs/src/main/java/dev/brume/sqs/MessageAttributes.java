package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.message.MessageText;
import dev.brume.core.message.NumberText;
import dev.brume.sqs.api.MessageAttributeValue;
import dev.brume.sqs.api.MessageSystemAttributeNameForSends;
import dev.brume.sqs.api.MessageSystemAttributeValue;
import dev.brume.sqs.api.SqsErrors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Converts message attributes from and to the API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
 *     metadata</a>
 */
final class MessageAttributes {
  private static final int MAX_COUNT = 10;
  private static final int MAX_NAME_LENGTH = 256;
  private static final int MAX_TYPE_LENGTH = 256;

  /** Letters of any alphabet, despite the documentation: AWS accepts "attr.1øßä". */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}_.-]+");

  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..*)?");

  private MessageAttributes() {}

  /** Checks and converts a sender's attributes. */
  static Map<String, MessageAttribute> read(Map<String, MessageAttributeValue> given) {
    if (given == null || given.isEmpty()) {
      return Map.of();
    }
    checkCount(given.size());
    Map<String, MessageAttribute> attributes = LinkedHashMap.newLinkedHashMap(given.size());
    given.forEach((name, value) -> attributes.put(name, read(name, value)));
    return Collections.unmodifiableMap(attributes);
  }

  /** "Each message can have up to 10 attributes." */
  static void checkCount(int count) {
    if (count > MAX_COUNT) {
      throw invalid(
          "Number of message attributes ["
              + count
              + "] exceeds the allowed maximum ["
              + MAX_COUNT
              + "].");
    }
  }

  private static MessageAttribute read(String name, MessageAttributeValue value) {
    checkName(name);
    if (value == null) {
      throw invalid(
          "The message attribute '" + name + "' must contain non-empty message attribute value.");
    }
    String type = value.dataType();
    checkType(name, type);
    refuseLists(value.stringListValues(), value.binaryListValues());
    if (type.startsWith("Binary")) {
      if (value.binaryValue() == null || value.binaryValue().length() == 0) {
        throw empty(name, type);
      }
      return new MessageAttribute(type, null, value.binaryValue());
    }
    String text = value.stringValue();
    if (text == null || text.isEmpty()) {
      throw empty(name, type);
    }
    checkText(name, type, text);
    return new MessageAttribute(type, text, null);
  }

  /**
   * The model has list values, with the documentation: "Not implemented. Reserved for future use."
   */
  private static void refuseLists(List<?> strings, List<?> binaries) {
    if (isFilled(strings) || isFilled(binaries)) {
      throw SqsErrors.unsupportedOperation(
          "Message attribute list values in SendMessage operation are not supported.");
    }
  }

  private static boolean isFilled(List<?> values) {
    return values != null && !values.isEmpty();
  }

  private static void checkName(String name) {
    if (name.isEmpty()) {
      throw invalid("The request must contain non-empty message attribute name.");
    }
    if (name.length() > MAX_NAME_LENGTH) {
      throw invalid("Length of message attribute name must be less than 256 bytes.");
    }
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          "Message (user) attributes name can only contain upper and lower score characters,"
              + " digits, periods, hyphens and underscores.");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean reserved = lower.startsWith("aws.") || lower.startsWith("amazon.");
    if (reserved || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
      throw invalid(
          "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings"
              + " are reserved for internal use. Additionally, they cannot start or end with '.'.");
    }
  }

  private static void checkType(String name, String type) {
    if (type == null || type.isEmpty()) {
      throw invalid(
          "The message attribute '" + name + "' must contain non-empty message attribute type.");
    }
    boolean readable = MessageText.fault(type, name) == null;
    if (!readable || !TYPE.matcher(type).matches()) {
      throw invalid(
          "The type of message (user) attribute '"
              + name
              + "' is invalid. You must use only the following supported type prefixes: Binary,"
              + " Number, String.");
    }
    if (type.length() > MAX_TYPE_LENGTH) {
      throw invalid("Length of message attribute type must be less than 256 bytes.");
    }
  }

  private static void checkText(String name, String type, String text) {
    if (type.startsWith("Number") && !NumberText.isNumber(text)) {
      throw invalid("Can't cast the value of message (user) attribute '" + name + "' to a number.");
    }
    String fault = MessageText.fault(text, "message attribute '" + name + "'");
    if (fault != null) {
      throw invalid(fault);
    }
  }

  private static AwsError empty(String name, String type) {
    String base = type.substring(0, "String".length());
    return invalid(
        "Message (user) attribute '"
            + name
            + "' must contain a non-empty value of type '"
            + base
            + "'.");
  }

  private static AwsError invalid(String message) {
    return SqsErrors.invalidParameterValueException(message);
  }

  /**
   * Checks and converts the only system attribute, or null.
   *
   * @param header the request's X-Amzn-Trace-Id, used if the attribute is absent, or null
   */
  static MessageAttribute traceHeader(
      Map<String, MessageSystemAttributeValue> given, String header) {
    MessageAttribute found =
        header == null || header.isEmpty() ? null : new MessageAttribute("String", header, null);
    if (given == null) {
      return found;
    }
    for (Map.Entry<String, MessageSystemAttributeValue> entry : given.entrySet()) {
      found = traceHeader(entry.getKey(), entry.getValue());
    }
    return found;
  }

  private static MessageAttribute traceHeader(String name, MessageSystemAttributeValue value) {
    if (!name.equals(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER)) {
      throw invalid("Message system attribute name '" + name + "' is invalid.");
    }
    if (value == null || !"String".equals(value.dataType())) {
      throw invalid(
          "The type of message system attribute '"
              + name
              + "' is invalid. You must use only the following supported type prefixes: String.");
    }
    refuseLists(value.stringListValues(), value.binaryListValues());
    String text = value.stringValue();
    if (text == null || text.isEmpty()) {
      throw invalid(
          "Message system attribute '"
              + name
              + "' must contain a non-empty value of type 'String'.");
    }
    String fault = MessageText.fault(text, "message system attribute '" + name + "'");
    if (fault != null) {
      throw invalid(fault);
    }
    return new MessageAttribute("String", text, null);
  }

  /** The attribute in its API form. */
  static MessageAttributeValue show(MessageAttribute attribute) {
    return MessageAttributeValue.builder()
        .dataType(attribute.dataType())
        .stringValue(attribute.text())
        .binaryValue(attribute.binary())
        .build();
  }
}
