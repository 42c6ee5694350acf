package dev.brume.lambda.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The directory at the end of a zip file, which says what the entries themselves don't: which of
 * them are symbolic links.
 *
 * @param links the names of the entries whose contents are the target of a link
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">.ZIP File Format
 *     Specification</a>
 */
public record ZipDirectory(Set<String> links) {
  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;

  /** The end of an archive without its comment, which has at most 65,535 bytes. */
  private static final int END_BYTES = 22;

  private static final int ENTRY_BYTES = 46;
  private static final int MAX_COMMENT_BYTES = 65_535;
  private static final int UNIX = 3;
  private static final int FILE_TYPE = 0xf000;
  private static final int LINK = 0xa000;

  /** Reads it; null if there is none, or if something follows it: the file is damaged. */
  public static ZipDirectory of(byte[] archive) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int end = end(bytes);
    if (end < 0) {
      return null;
    }
    Set<String> links = new HashSet<>();
    int at = end - bytes.getInt(end + 12);
    while (at >= 0 && at + ENTRY_BYTES <= end && bytes.getInt(at) == ENTRY) {
      int name = unsigned(bytes, at + 28);
      int next = at + ENTRY_BYTES + name + unsigned(bytes, at + 30) + unsigned(bytes, at + 32);
      if (next > end) {
        break;
      }
      boolean unix = bytes.get(at + 5) == UNIX;
      if (unix && (unsigned(bytes, at + 40) & FILE_TYPE) == LINK) {
        links.add(new String(archive, at + ENTRY_BYTES, name, StandardCharsets.UTF_8));
      }
      at = next;
    }
    return new ZipDirectory(Set.copyOf(links));
  }

  /** Where the end begins, whose comment reaches to the end of the file; -1 if nowhere. */
  private static int end(ByteBuffer bytes) {
    int last = bytes.capacity() - END_BYTES;
    for (int at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--) {
      if (bytes.getInt(at) == END
          && at + END_BYTES + unsigned(bytes, at + 20) == last + END_BYTES) {
        return at;
      }
    }
    return -1;
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }
}
