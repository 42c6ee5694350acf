package dev.brume.sqs;

import dev.brume.sqs.api.QueueAttributeName;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.QueueRecord;
import java.util.Map;

/**
 * The rules for queue names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue,
 *     QueueName</a>
 */
final class QueueNames {
  private static final int MAX_LENGTH = 80;

  private QueueNames() {}

  /** Whether the text has the form of a queue's name, and is thus not a URL. */
  static boolean isBareName(String text) {
    return isPlainName(text) || isFifoName(text);
  }

  /** Whether the text is 1 to 80 ASCII letters, digits, hyphens and underscores. */
  static boolean isPlainName(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '-'
              || c == '_';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  /** Refuses an invalid name for a queue with these attributes. */
  static void check(String name, Map<String, String> attributes) {
    boolean fifo = "true".equalsIgnoreCase(attributes.get(QueueAttributeName.FIFO_QUEUE));
    if (fifo && !isFifoName(name)) {
      throw SqsErrors.invalidParameterValueException(
          "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
              + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
    }
    if (!fifo && !isPlainName(name)) {
      throw SqsErrors.invalidParameterValueException(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
  }

  private static boolean isFifoName(String name) {
    int end = name.length() - QueueRecord.FIFO_SUFFIX.length();
    return end > 0
        && name.length() <= MAX_LENGTH
        && name.endsWith(QueueRecord.FIFO_SUFFIX)
        && isPlainName(name.substring(0, end));
  }
}
