package dev.brume.s3.object;

import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectPart;

/**
 * A range of an object's bytes.
 *
 * @param offset the first byte
 * @param length the number of bytes
 * @param size of the whole object
 * @param part the number of the part with these bytes, or 0
 */
record ByteRange(long offset, long length, long size, int part) {
  private static final String UNIT = "bytes=";
  private static final long NONE = -1;
  private static final long MALFORMED = -2;

  /**
   * Parses a Range header. Anything but a single byte range is ignored: the whole object is
   * returned then.
   *
   * @return null for the whole object
   * @throws dev.brume.core.error.AwsError InvalidRange if the range contains no byte
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject:
   *     one range a request</a>
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2">RFC 9110: byte ranges</a>
   */
  static ByteRange parse(String header, ObjectContent content) {
    String range = header.strip();
    int hyphen = range.indexOf('-');
    if (!range.regionMatches(true, 0, UNIT, 0, UNIT.length()) || hyphen < 0) {
      return null;
    }
    String first = range.substring(UNIT.length(), hyphen).strip();
    String last = range.substring(hyphen + 1).strip();
    long from = number(first);
    long to = number(last);
    if (from == MALFORMED || to == MALFORMED || from == NONE && to == NONE) {
      return null;
    }
    if (from != NONE && to != NONE && to < from) {
      return null;
    }
    long size = content.size();
    long offset = from == NONE ? Math.max(0, size - to) : from;
    long end = from == NONE || to == NONE ? size : Math.min(size, to + 1);
    if (offset >= size) {
      throw ObjectErrors.unsatisfiableRange(header, size);
    }
    return new ByteRange(offset, end - offset, size, partAt(content, offset, end - offset));
  }

  /** Too many digits for a long mean a position beyond every object. */
  private static long number(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return MALFORMED;
      }
      number = number > Long.MAX_VALUE / 100 ? number : number * 10 + digit;
    }
    return number;
  }

  /** The number of the part with exactly these bytes, or 0. */
  private static int partAt(ObjectContent content, long offset, long length) {
    if (!content.isMultipart()) {
      return 0;
    }
    long start = 0;
    for (ObjectPart part : content.parts()) {
      if (start == offset) {
        return part.size() == length ? part.number() : 0;
      }
      if (start > offset) {
        return 0;
      }
      start += part.size();
    }
    return 0;
  }

  /** The part with that number, or null if there is none. */
  static ByteRange ofPart(int number, ObjectContent content) {
    if (!content.isMultipart()) {
      return number == 1 ? new ByteRange(0, content.size(), content.size(), 0) : null;
    }
    long start = 0;
    for (ObjectPart part : content.parts()) {
      if (part.number() == number) {
        return new ByteRange(start, part.size(), content.size(), number);
      }
      start += part.size();
    }
    return null;
  }

  /** In the format of Content-Range; null for an empty range. */
  String contentRange() {
    return length == 0 ? null : "bytes " + offset + '-' + (offset + length - 1) + '/' + size;
  }
}
