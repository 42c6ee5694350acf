package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.sqs.api.SqsErrors;
import java.util.Map;

/**
 * Checks cost allocation tags. AWS does not document the texts of these errors.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html">Standard
 *     queue quotas, queue tag</a>
 */
final class QueueTags {
  private QueueTags() {}

  /** Returns {@code tags}, all of a queue's, if they are valid. */
  static Map<String, String> checked(String queueName, Map<String, String> tags) {
    return TagRules.common((fault, key, value) -> refusal(fault, queueName))
        .withCharacters(QueueTags::isAllowed)
        .inOrder(
            Fault.TOO_MANY,
            Fault.KEY_LENGTH,
            Fault.VALUE_LENGTH,
            Fault.KEY_CHARACTERS,
            Fault.VALUE_CHARACTERS,
            Fault.RESERVED_KEY,
            Fault.RESERVED_VALUE)
        .checked(tags);
  }

  /** "Unicode alphanumeric characters in UTF-8 and whitespace", and a few others. */
  private static boolean isAllowed(int character) {
    return TagRules.isCommon(character)
        || Character.isWhitespace(character)
        || switch (Character.getType(character)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }

  private static AwsError refusal(Fault fault, String queueName) {
    String message =
        switch (fault) {
          case TOO_MANY -> "Too many tags added for queue " + queueName + ".";
          case KEY_LENGTH -> "Tag keys must be between 1 and 128 characters in length.";
          case VALUE_LENGTH -> "Tag values must be between 0 and 256 characters in length.";
          case KEY_CHARACTERS -> characters("Tag keys");
          case VALUE_CHARACTERS -> characters("Tag values");
          case RESERVED_KEY, RESERVED_VALUE ->
              "Tag keys and values can't begin with the reserved prefix aws:.";
          case NO_KEY, NO_VALUE, DUPLICATE_KEY ->
              throw new IllegalArgumentException("SQS does not check for " + fault);
        };
    return SqsErrors.invalidParameterValueException(message);
  }

  private static String characters(String what) {
    return what + " can only include alphanumeric characters, whitespace, and _ . : / = + - @";
  }
}
