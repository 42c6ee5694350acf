package dev.brume.core.http;

import dev.brume.core.http.MultipartForm.Field;
import dev.brume.core.http.MultipartForm.FieldsTooLong;
import dev.brume.core.http.MultipartForm.MalformedForm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the parts of a form up to the first byte of its file. */
final class FormHead {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};
  private static final byte[] END = {'-', '-'};

  /** The parser's position in a form. */
  private enum State {
    BEFORE,
    DELIMITED,
    HEADERS,
    VALUE,
    FILE,
    AT_END
  }

  private final byte[] first;
  private final byte[] delimiter;
  private final String fileField;
  private final int maxBytes;
  private final List<Field> fields = new ArrayList<>();
  private State state = State.BEFORE;
  private byte[] bytes = new byte[2048];
  private int filled;
  private int at;

  /** The position up to which the delimiter has been searched for without success. */
  private int searched;

  private String name;
  private String fileName = "";

  FormHead(String boundary, String fileField, int maxBytes) {
    this.first = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.fileField = fileField;
    this.maxBytes = maxBytes;
  }

  /**
   * Parses a piece.
   *
   * @return whether the head is complete: the file begins, or the form has ended
   */
  boolean accept(ByteBuffer piece) {
    int more = piece.remaining();
    if (filled + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(filled + more, 2 * bytes.length));
    }
    piece.get(bytes, filled, more);
    filled += more;
    while (advance()) {
      if (state == State.FILE || state == State.AT_END) {
        checkLength(at);
        return true;
      }
    }
    checkLength(filled);
    return false;
  }

  private void checkLength(int length) {
    if (length > maxBytes) {
      throw new FieldsTooLong();
    }
  }

  /** Enters the next state; false if that needs more bytes. */
  private boolean advance() {
    return switch (state) {
      case BEFORE -> skipTo(first, State.DELIMITED);
      case DELIMITED -> delimited();
      case HEADERS -> headers();
      case VALUE -> value();
      case FILE, AT_END -> false;
    };
  }

  private boolean skipTo(byte[] wanted, State next) {
    int found = find(wanted);
    if (found < 0) {
      return false;
    }
    at = found + wanted.length;
    state = next;
    return true;
  }

  private boolean delimited() {
    if (filled - at < LINE_END.length) {
      return false;
    }
    byte[] two = Arrays.copyOfRange(bytes, at, at + 2);
    if (Arrays.equals(two, END)) {
      state = State.AT_END;
    } else if (Arrays.equals(two, LINE_END)) {
      state = State.HEADERS; // without headers, their end begins with the end of this line
    } else {
      throw new MalformedForm("Nothing but a line's end follows a boundary");
    }
    return true;
  }

  private boolean headers() {
    int end = find(HEADERS_END);
    if (end < 0) {
      return false;
    }
    String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
    at = end + HEADERS_END.length;
    name = null;
    String file = null;
    for (String line : text.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        name = parameter(line, "name");
        file = parameter(line, "filename");
      }
    }
    if (name == null) {
      throw new MalformedForm("A part has no name");
    }
    state = State.VALUE;
    if (name.equalsIgnoreCase(fileField)) {
      fileName = file == null ? "" : withoutFolders(file);
      state = State.FILE;
    }
    return true;
  }

  private boolean value() {
    // An empty value's delimiter begins with the end of the headers.
    at -= LINE_END.length;
    int start = at + LINE_END.length;
    int end = find(delimiter);
    if (end < 0) {
      at = start;
      return false;
    }
    int length = Math.max(0, end - start);
    fields.add(new Field(name, new String(bytes, start, length, StandardCharsets.UTF_8)));
    at = end + delimiter.length;
    state = State.DELIMITED;
    return true;
  }

  /** {@code name="value"} in a header line, or null. */
  private static String parameter(String line, String name) {
    for (int start = line.indexOf(';'); start >= 0; start = line.indexOf(';', start + 1)) {
      String rest = line.substring(start + 1).stripLeading();
      if (!rest.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
        continue;
      }
      String value = rest.substring(name.length() + 1);
      if (value.startsWith("\"")) {
        int end = value.indexOf('"', 1);
        return end < 0 ? null : value.substring(1, end);
      }
      int end = value.indexOf(';');
      return (end < 0 ? value : value.substring(0, end)).strip();
    }
    return null;
  }

  private static String withoutFolders(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private int find(byte[] wanted) {
    int found = indexOf(wanted, bytes, Math.max(at, searched - wanted.length), filled);
    searched = found < 0 ? filled : found;
    return found;
  }

  static int indexOf(byte[] wanted, byte[] in, int from, int end) {
    for (int i = from; i <= end - wanted.length; i++) {
      if (in[i] == wanted[0] && Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  List<Field> fields() {
    return fields;
  }

  String fileName() {
    return fileName;
  }

  boolean hasFile() {
    return state == State.FILE;
  }

  /** The received part of the file, beginning with the end of the line before it. */
  ByteBuffer rest() {
    int from = at - LINE_END.length;
    return ByteBuffer.wrap(bytes, from, filled - from).slice();
  }
}
