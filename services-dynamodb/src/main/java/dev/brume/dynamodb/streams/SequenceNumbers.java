package dev.brume.dynamodb.streams;

/** Sequence numbers in AWS's format: 21 digits, whose text order is the numeric order. */
final class SequenceNumbers {
  private static final String PREFIX = "3";
  private static final int DIGITS = 20;

  private SequenceNumbers() {}

  static String text(long sequence) {
    return PREFIX + "%020d".formatted(sequence);
  }

  /** Parses the result of {@link #text}; -1 if it is malformed. */
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
