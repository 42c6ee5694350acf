package dev.brume.sqs;

import dev.brume.sqs.api.SqsErrors;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What cost allocation tags may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html">Standard
 *     queue quotas, queue tag</a>
 */
final class Tags {
  private static final int MAX_COUNT = 50;
  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;
  private static final String RESERVED = "aws:";

  /** "Unicode alphanumeric characters in UTF-8 and whitespace", and a few more. */
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\s\\p{Z}_.:/=+@-]*");

  private Tags() {}

  /** Refuses tags that the queue can't have. AWS does not document the words of these errors. */
  static void check(String queueName, Map<String, String> tags) {
    if (tags.size() > MAX_COUNT) {
      throw SqsErrors.invalidParameterValueException(
          "Too many tags added for queue " + queueName + ".");
    }
    tags.forEach(
        (key, value) -> {
          checkLength(key.codePointCount(0, key.length()), 1, MAX_KEY_LENGTH, "Tag keys");
          int valueLength = value == null ? 0 : value.codePointCount(0, value.length());
          checkLength(valueLength, 0, MAX_VALUE_LENGTH, "Tag values");
          checkCharacters(key, "Tag keys");
          checkCharacters(value == null ? "" : value, "Tag values");
          if (key.startsWith(RESERVED) || (value != null && value.startsWith(RESERVED))) {
            throw SqsErrors.invalidParameterValueException(
                "Tag keys and values can't begin with the reserved prefix " + RESERVED + ".");
          }
        });
  }

  private static void checkCharacters(String text, String what) {
    if (!ALLOWED.matcher(text).matches()) {
      throw SqsErrors.invalidParameterValueException(
          what + " can only include alphanumeric characters, whitespace, and _ . : / = + - @");
    }
  }

  private static void checkLength(int length, int least, int most, String what) {
    if (length < least || length > most) {
      throw SqsErrors.invalidParameterValueException(
          what + " must be between " + least + " and " + most + " characters in length.");
    }
  }
}
