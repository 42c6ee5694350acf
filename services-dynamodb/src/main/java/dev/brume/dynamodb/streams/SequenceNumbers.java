package dev.brume.dynamodb.streams;

/** Sequence numbers as AWS writes them: 21 digits, which sort as the numbers do. */
final class SequenceNumbers {
  private static final String PREFIX = "3";
  private static final int DIGITS = 20;

  private SequenceNumbers() {}

  static String text(long sequence) {
    return PREFIX + "%020d".formatted(sequence);
  }

  /** The number that {@link #text} wrote; -1 where it wrote no such text. */
  static long parse(String text) {
    if (text.length() != DIGITS + 1 || !text.startsWith(PREFIX)) {
      return -1;
    }
    try {
      return Long.parseLong(text, 1, text.length(), 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
