package dev.brume.s3.select;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits CSV into records and fields, which are only decoded on demand. Empty records and comments
 * are skipped. Needs no more memory than a few records.
 *
 * <p>Hand-written, because S3's dialect has features that CSV libraries lack: a record delimiter of
 * several characters, together with a quote, an escape and a comment of one character each, and its
 * own errors.
 */
final class CsvReader {
  /** The most bytes of a record: 1 MB. */
  static final int MAX_RECORD_BYTES = 1024 * 1024;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int FIRST_BUFFER_BYTES = 64 * 1024;
  private static final int END = 1;
  private static final int MORE_FIELDS = 2;
  private static final int MORE_BYTES = 3;

  private final InputStream in;
  private final CsvFormat format;
  private final int lookahead;

  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];

  /** The position of {@code buffer[0]} in the object. */
  private long base;

  private int end;
  private boolean ended;

  private int recordStart;
  private int position;
  private int fields;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private boolean[] escaped = new boolean[64];

  /**
   * @param base the position of {@code in} in the object
   */
  CsvReader(InputStream in, CsvFormat format, long base) {
    this.in = in;
    this.format = format;
    this.base = base;
    this.lookahead =
        BYTE_ORDER_MARK.length
            + Math.max(format.recordDelimiter().length, format.delimiter().length)
            + format.quote().length
            + format.escape().length;
  }

  /** The number of the record's fields. */
  int fieldCount() {
    return fields;
  }

  /** The position of the record in the object. */
  long recordOffset() {
    return base + recordStart;
  }

  /** The field at {@code index}. */
  String field(int index) {
    String raw =
        new String(buffer, starts[index], ends[index] - starts[index], StandardCharsets.UTF_8);
    return escaped[index] ? unescaped(raw) : raw;
  }

  private String unescaped(String raw) {
    String quote = new String(format.quote(), StandardCharsets.UTF_8);
    String escape = new String(format.escape(), StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      boolean escapes =
          raw.startsWith(escape, at)
              && (raw.startsWith(quote, at + escape.length())
                  || raw.startsWith(escape, at + escape.length()));
      if (escapes) {
        at += escape.length();
      }
      int c = raw.codePointAt(at);
      text.appendCodePoint(c);
      at += Character.charCount(c);
    }
    return text.toString();
  }

  /** Skips the rest of a record in which {@link #base} may be. */
  void skipToRecord() {
    if (!skipRecord()) {
      recordStart = end;
    }
    position = recordStart;
  }

  /** Moves to the next record and returns whether there is one. */
  boolean next() {
    while (true) {
      recordStart = position;
      if (!ensure(1)) {
        return false;
      }
      ensure(lookahead);
      if (recordOffset() == 0 && isAt(BYTE_ORDER_MARK, position)) {
        position += BYTE_ORDER_MARK.length;
        continue;
      }
      if (isAt(format.recordDelimiter(), position)) {
        position += format.recordDelimiter().length;
      } else if (format.endsLinesOfAnySystem()
          && buffer[position] == '\r'
          && isAt(format.recordDelimiter(), position + 1)) {
        position += 2;
      } else if (format.comment().length > 0 && isAt(format.comment(), position)) {
        if (!skipRecord()) {
          return false;
        }
        position = recordStart;
      } else {
        parse();
        return true;
      }
    }
  }

  /** Moves {@link #recordStart} behind the next record delimiter; false: there is none. */
  private boolean skipRecord() {
    int at = recordStart;
    while (true) {
      while (at + format.recordDelimiter().length <= end) {
        if (isAt(format.recordDelimiter(), at)) {
          recordStart = at + format.recordDelimiter().length;
          return true;
        }
        at++;
      }
      recordStart = at;
      position = at;
      if (!ensure(end - at + 1)) {
        return false;
      }
      at = recordStart;
    }
  }

  /** Parses the record, again from its start whenever more bytes must be read first. */
  private void parse() {
    int length = Math.max(lookahead, end - recordStart);
    while (true) {
      position = recordStart;
      fields = 0;
      int state = MORE_FIELDS;
      while (state == MORE_FIELDS) {
        state = isAt(format.quote(), position) && format.quote().length > 0 ? quoted() : plain();
      }
      if (state == END) {
        if (position - recordStart > MAX_RECORD_BYTES + lookahead) {
          throw SelectErrors.recordTooLong();
        }
        return;
      }
      length = Math.max(length * 2, FIRST_BUFFER_BYTES / 2);
      if (end - recordStart > MAX_RECORD_BYTES + lookahead) {
        throw SelectErrors.recordTooLong();
      }
      ensure(length);
    }
  }

  private int plain() {
    byte[] delimiter = format.delimiter();
    byte[] recordDelimiter = format.recordDelimiter();
    int start = position;
    int limit = ended ? end : end - lookahead;
    int at = position;
    for (; at < limit; at++) {
      byte b = buffer[at];
      if (b == delimiter[0] && isAt(delimiter, at)) {
        add(start, at, false);
        position = at + delimiter.length;
        return MORE_FIELDS;
      }
      if (b == recordDelimiter[0] && isAt(recordDelimiter, at)) {
        boolean carriage = at > start && buffer[at - 1] == '\r' && format.endsLinesOfAnySystem();
        add(start, carriage ? at - 1 : at, false);
        position = at + recordDelimiter.length;
        return END;
      }
    }
    if (!ended) {
      return MORE_BYTES;
    }
    add(start, end, false);
    position = end;
    return END;
  }

  private int quoted() {
    byte[] quote = format.quote();
    byte[] escape = format.escape();
    int start = position + quote.length;
    int limit = ended ? end : end - lookahead;
    boolean escapes = false;
    int at = start;
    while (at < limit) {
      boolean doubled =
          isAt(escape, at) && (isAt(quote, at + escape.length) || isAt(escape, at + escape.length));
      if (doubled) {
        escapes = true;
        at += escape.length;
        at += isAt(quote, at) ? quote.length : escape.length;
      } else if (isAt(quote, at)) {
        add(start, at, escapes);
        return afterQuote(at + quote.length);
      } else if (isAt(format.recordDelimiter(), at) && !format.allowsQuotedRecordDelimiter()) {
        throw SelectErrors.quotedRecordDelimiter();
      } else {
        at++;
      }
    }
    if (ended) {
      throw SelectErrors.unescapedQuote();
    }
    return MORE_BYTES;
  }

  private int afterQuote(int at) {
    if (at == end && ended) {
      position = end;
      return END;
    }
    if (isAt(format.delimiter(), at)) {
      position = at + format.delimiter().length;
      return MORE_FIELDS;
    }
    int line = format.endsLinesOfAnySystem() && at < end && buffer[at] == '\r' ? at + 1 : at;
    if (isAt(format.recordDelimiter(), line)) {
      position = line + format.recordDelimiter().length;
      return END;
    }
    if (line == end && ended) {
      position = end;
      return END;
    }
    throw SelectErrors.unescapedQuote();
  }

  private void add(int start, int stop, boolean hasEscapes) {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, fields * 2);
      ends = Arrays.copyOf(ends, fields * 2);
      escaped = Arrays.copyOf(escaped, fields * 2);
    }
    starts[fields] = start;
    ends[fields] = stop;
    escaped[fields] = hasEscapes;
    fields++;
  }

  private boolean isAt(byte[] sign, int at) {
    if (at + sign.length > end) {
      return false;
    }
    for (int i = 0; i < sign.length; i++) {
      if (buffer[at + i] != sign[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads until {@code wanted} bytes from the record's start on are available, or the object has
   * ended; moves the record to the front for that.
   *
   * @return whether they are available
   */
  private boolean ensure(int wanted) {
    if (end - recordStart >= wanted || ended) {
      return end - recordStart >= wanted;
    }
    byte[] target = wanted > buffer.length ? new byte[wanted] : buffer;
    System.arraycopy(buffer, recordStart, target, 0, end - recordStart);
    buffer = target;
    base += recordStart;
    position -= recordStart;
    end -= recordStart;
    recordStart = 0;
    try {
      end += in.readNBytes(buffer, end, buffer.length - end);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    ended = end < buffer.length;
    return end >= wanted;
  }
}
