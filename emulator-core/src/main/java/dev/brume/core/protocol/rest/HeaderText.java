package dev.brume.core.protocol.rest;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.ScalarText;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.TimestampFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Values in HTTP headers: lists with commas and quotes, strings of a media type in base64,
 * timestamps as http-date unless the model says otherwise.
 *
 * @see <a href="https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait">Smithy:
 *     httpHeader</a>
 */
final class HeaderText {
  private HeaderText() {}

  /**
   * Reads the fields of one name.
   *
   * @param lines their values, at least one
   * @return null if the header is empty
   * @throws MalformedValue if they are not a value of the member's shape
   */
  static Object read(Member member, List<String> lines) {
    Schema target = member.target();
    if (target.type() == ShapeType.LIST) {
      return list(target.element(), lines);
    }
    String text = lines.getFirst().strip();
    boolean string = target.type() == ShapeType.STRING || target.type() == ShapeType.ENUM;
    return text.isEmpty() && !string ? null : single(member, text);
  }

  private static Object single(Member member, String text) {
    Schema target = member.target();
    if (isBase64(target)) {
      return ScalarText.readBlob(text).utf8();
    }
    return ScalarText.read(text, target, format(member));
  }

  private static boolean isBase64(Schema target) {
    return target.type() == ShapeType.STRING && target.mediaType() != null;
  }

  private static TimestampFormat format(Member member) {
    TimestampFormat stated = member.timestampFormat();
    return stated == null ? TimestampFormat.HTTP_DATE : stated;
  }

  private static List<Object> list(Member element, List<String> lines) {
    boolean dates =
        element.target().type() == ShapeType.TIMESTAMP
            && format(element) == TimestampFormat.HTTP_DATE;
    List<Object> list = new ArrayList<>();
    for (String line : lines) {
      for (String part : dates ? splitDates(line) : split(line)) {
        list.add(single(element, part));
      }
    }
    return list;
  }

  /** Splits at every second comma, because a date contains one itself. */
  private static List<String> splitDates(String line) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start < line.length()) {
      int comma = line.indexOf(',', start);
      int second = comma < 0 ? -1 : line.indexOf(',', comma + 1);
      int end = second < 0 ? line.length() : second;
      parts.add(line.substring(start, end).strip());
      start = end + 1;
    }
    return parts;
  }

  /** Splits at commas outside of quotes; removes quotes and the backslashes inside of them. */
  static List<String> split(String line) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      at = skipSpace(line, at);
      StringBuilder part = new StringBuilder();
      if (at < line.length() && line.charAt(at) == '"') {
        at = skipSpace(line, quoted(line, at + 1, part));
        if (at < line.length() && line.charAt(at) != ',') {
          throw new MalformedValue("A comma must follow a quoted value");
        }
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        part.append(line.substring(at, end).strip());
        at = end;
      }
      parts.add(part.toString());
      at++;
    }
    return parts;
  }

  private static int skipSpace(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int quoted(String line, int from, StringBuilder part) {
    int at = from;
    while (at < line.length() && line.charAt(at) != '"') {
      if (line.charAt(at) == '\\' && at + 1 < line.length()) {
        at++;
      }
      part.append(line.charAt(at++));
    }
    if (at >= line.length()) {
      throw new MalformedValue("A quote is not closed");
    }
    return at + 1;
  }

  /** Writes a value; null for an empty one: servers send no empty headers. */
  static String write(Member member, Object value) {
    String text =
        member.target().type() == ShapeType.LIST
            ? writeList(member.target().element(), (List<?>) value)
            : writeSingle(member, value);
    return text.isEmpty() ? null : text;
  }

  private static String writeList(Member element, List<?> values) {
    StringBuilder line = new StringBuilder();
    for (Object value : values) {
      if (value != null) {
        String text = writeSingle(element, value);
        boolean string = element.target().type() == ShapeType.STRING;
        line.append(line.isEmpty() ? "" : ", ").append(string ? quote(text) : text);
      }
    }
    return line.toString();
  }

  private static String quote(String text) {
    if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
      return text;
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String writeSingle(Member member, Object value) {
    if (isBase64(member.target())) {
      byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(bytes);
    }
    return oneLine(ScalarText.write(value, member.target(), format(member)));
  }

  /** Replaces characters that would end or break the header by spaces. */
  static String oneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        StringBuilder safe = new StringBuilder(text);
        for (int j = i; j < text.length(); j++) {
          if (isControl(text.charAt(j))) {
            safe.setCharAt(j, ' ');
          }
        }
        return safe.toString();
      }
    }
    return text;
  }

  private static boolean isControl(char character) {
    return character < ' ' && character != '\t' || character == 0x7F;
  }
}
