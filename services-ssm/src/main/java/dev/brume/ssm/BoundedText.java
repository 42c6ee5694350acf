package dev.brume.ssm;

/**
 * A text that can be looked at so often and no more: a pattern of a client's can look at each
 * character of a short value millions of times.
 */
final class BoundedText implements CharSequence {
  private static final int MAX_LOOKS = 5_000_000;

  /** The pattern needs too long. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Exhausted() {
      super("A pattern needs too long", null, false, false);
    }
  }

  private final String text;
  private int looks;

  BoundedText(String text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if (++looks > MAX_LOOKS) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
