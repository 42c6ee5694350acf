package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.message.MessageAttribute;
import dev.brume.sns.api.MessageAttributeValue;
import dev.brume.sns.api.SnsErrors;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads message attributes.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Amazon SNS
 *     message attributes</a>
 */
final class MessageAttributeReader {
  private static final int MAX_NAME_LENGTH = 256;
  private static final String STRING = "String";
  private static final String NUMBER = "Number";
  private static final String BINARY = "Binary";

  /** "Positive or negative integers or floating-point numbers". */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private MessageAttributeReader() {}

  /** Checks and converts a publisher's attributes. */
  static Map<String, MessageAttribute> read(Map<String, MessageAttributeValue> given) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    if (given != null) {
      given.forEach((name, value) -> attributes.put(name, read(name, value)));
    }
    return attributes;
  }

  private static MessageAttribute read(String name, MessageAttributeValue value) {
    checkName(name);
    String type = value.dataType();
    String base = base(type);
    if (base == null) {
      throw invalid(
          "The message attribute '"
              + name
              + "' has an invalid message attribute type, the set of supported type prefixes is"
              + " Binary, Number, and String.");
    }
    boolean isBinary = base.equals(BINARY);
    boolean hasText = value.stringValue() != null && !value.stringValue().isEmpty();
    boolean hasBinary = value.binaryValue() != null && value.binaryValue().length() > 0;
    if (!hasText && !hasBinary) {
      throw invalid(
          "The message attribute '"
              + name
              + "' must contain non-empty message attribute value for message attribute type '"
              + type
              + "'.");
    }
    // AWS's answer to an attribute with both values is not recorded.
    if (hasText == hasBinary || hasBinary != isBinary) {
      throw invalid(
          "The message attribute '"
              + name
              + "' with type '"
              + type
              + "' must use field '"
              + (isBinary ? BINARY : STRING)
              + "'.");
    }
    if (base.equals(NUMBER) && !DECIMAL.matcher(value.stringValue()).matches()) {
      throw invalid("Could not cast message attribute '" + name + "' value to number.");
    }
    return isBinary
        ? new MessageAttribute(type, null, value.binaryValue())
        : new MessageAttribute(type, value.stringValue(), null);
  }

  private static String base(String type) {
    for (String base : new String[] {STRING, NUMBER, BINARY}) {
      if (type.equals(base) || type.startsWith(base + ".")) {
        return base;
      }
    }
    return null;
  }

  private static void checkName(String name) {
    if (name.isEmpty()) {
      // These are SQS's words; SNS's are not recorded.
      throw invalid("The request must contain non-empty message attribute name.");
    }
    if (name.length() > MAX_NAME_LENGTH) {
      throw invalid("Length of message attribute name must be less than 256 bytes.");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetterOrDigit =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!isLetterOrDigit && "-_.".indexOf(c) < 0) {
        throw invalid(
            "Invalid non-alphanumeric character '#x"
                + Integer.toHexString(c).toUpperCase(Locale.ROOT)
                + "' was found in the message attribute name. Can only include alphanumeric"
                + " characters, hyphens, underscores, or dots.");
      }
    }
    if (name.startsWith(".")) {
      throw invalid("Invalid message attribute name starting with character '.' was found.");
    }
    if (name.endsWith(".")) {
      throw invalid("Invalid message attribute name ending with character '.' was found.");
    }
    if (name.contains("..")) {
      throw invalid("Message attribute name can not have successive '.' character.");
    }
  }

  private static AwsError invalid(String message) {
    return SnsErrors.invalidParameterValueException(message);
  }
}
