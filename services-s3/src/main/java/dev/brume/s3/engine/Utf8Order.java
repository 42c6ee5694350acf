package dev.brume.s3.engine;

import java.util.Comparator;

/**
 * The order of S3's lists: that of the UTF-8 bytes, which is that of the code points. {@link
 * String#compareTo} differs for surrogates compared with the last characters of the basic plane.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
public final class Utf8Order implements Comparator<String> {
  /** The only instance. */
  public static final Utf8Order INSTANCE = new Utf8Order();

  private Utf8Order() {}

  @Override
  public int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return left.length() - right.length();
  }

  /** Surrogates rank after every character of the basic plane. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }

  /** The first text after all texts that begin with {@code prefix}; null if there is none. */
  public static String afterAll(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return new StringBuilder(prefix)
            .delete(end, prefix.length())
            .appendCodePoint(next)
            .toString();
      }
    }
    return null;
  }
}
