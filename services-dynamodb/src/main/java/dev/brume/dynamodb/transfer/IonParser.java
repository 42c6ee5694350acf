package dev.brume.dynamodb.transfer;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.AttributeValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses Ion's text format, as far as DynamoDB has corresponding types: strings, numbers, booleans,
 * nulls, blobs, lists, structs, and lists annotated as sets.
 *
 * @see <a href="https://amazon-ion.github.io/ion-docs/docs/spec.html">Amazon Ion specification</a>
 */
final class IonParser {
  private static final int MAX_DEPTH = 100;
  private static final int UNICODE_DIGITS = 4;
  private static final int HEX_DIGITS = 2;
  private static final int LONG_UNICODE_DIGITS = 8;
  private static final int HEXADECIMAL = 16;

  private final String text;
  private int at;

  /** A text that is not Ion, or has values without a DynamoDB type. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private Malformed(String message, int position) {
      super(message + " at character " + position, null, false, false);
    }
  }

  IonParser(String text, int from) {
    this.text = text;
    at = from;
  }

  int position() {
    return Math.min(at, text.length());
  }

  /** Moves to the next top-level value, past version markers; false if there is none. */
  boolean skipToValue() throws Malformed {
    skipSpace();
    while (text.startsWith(IonFormat.VERSION, at)) {
      at += IonFormat.VERSION.length();
      skipSpace();
    }
    return at < text.length();
  }

  /** Reads a value. */
  AttributeValue value() throws Malformed {
    return value(0);
  }

  private Malformed malformed(String message) {
    return new Malformed(message, at);
  }

  private AttributeValue value(int depth) throws Malformed {
    if (depth > MAX_DEPTH) {
      throw malformed("Too deep");
    }
    skipSpace();
    char c = peek();
    AttributeValue.Builder value = AttributeValue.builder();
    if (text.startsWith("{{", at)) {
      value.b(blob());
    } else if (c == '{') {
      value.m(struct(depth));
    } else if (c == '[') {
      value.l(list(depth));
    } else if (c == '"' || text.startsWith("'''", at)) {
      value.s(string());
    } else if (c == '-' || Character.isDigit(c)) {
      value.n(number());
    } else {
      return word(depth);
    }
    return value.build();
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw malformed("Unexpected end");
    }
    return text.charAt(at);
  }

  private void skipSpace() throws Malformed {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at);
        if (end < 0) {
          throw malformed("A comment does not end");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  // ------------------------------------------------------------------------------- words

  /** A keyword, or an annotation with its value. */
  private AttributeValue word(int depth) throws Malformed {
    String word = symbol();
    skipSpace();
    if (text.startsWith("::", at)) {
      at += 2;
      return annotated(word, value(depth + 1));
    }
    AttributeValue.Builder value = AttributeValue.builder();
    switch (word) {
      case "true" -> value.bool(true);
      case "false" -> value.bool(false);
      case "null" -> {
        if (at < text.length() && text.charAt(at) == '.') {
          at++;
          symbol();
        }
        value.null_(true);
      }
      default -> throw malformed("DynamoDB has no type for the symbol " + word);
    }
    return value.build();
  }

  private AttributeValue annotated(String annotation, AttributeValue value) throws Malformed {
    AttributeValue.Builder set = AttributeValue.builder();
    List<AttributeValue> elements = value.l();
    if (elements == null || !annotation.startsWith("$dynamodb_")) {
      throw malformed("Unknown annotation " + annotation);
    }
    switch (annotation) {
      case "$dynamodb_SS" -> set.ss(elements.stream().map(AttributeValue::s).toList());
      case "$dynamodb_NS" -> set.ns(elements.stream().map(AttributeValue::n).toList());
      case "$dynamodb_BS" -> set.bs(elements.stream().map(AttributeValue::b).toList());
      default -> throw malformed("Unknown annotation " + annotation);
    }
    return set.build();
  }

  private String symbol() throws Malformed {
    if (peek() == '\'') {
      return quoted("'");
    }
    int start = at;
    while (at < text.length() && isSymbol(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw malformed("Unexpected '" + text.charAt(at) + "'");
    }
    return text.substring(start, at);
  }

  private static boolean isSymbol(char c) {
    return c == '_' || c == '$' || c < 128 && Character.isLetterOrDigit(c);
  }

  private String string() throws Malformed {
    if (peek() == '"') {
      return quoted("\"");
    }
    StringBuilder whole = new StringBuilder();
    while (text.startsWith("'''", at)) {
      whole.append(quoted("'''"));
      skipSpace();
    }
    return whole.toString();
  }

  private String quoted(String quote) throws Malformed {
    at += quote.length();
    StringBuilder content = new StringBuilder();
    while (!text.startsWith(quote, at)) {
      char c = peek();
      at++;
      if (c == '\\') {
        escape(content);
      } else {
        content.append(c);
      }
    }
    at += quote.length();
    return content.toString();
  }

  private void escape(StringBuilder content) throws Malformed {
    char c = peek();
    at++;
    switch (c) {
      case '0' -> content.append('\0');
      case 'a' -> content.append('\u0007');
      case 'b' -> content.append('\b');
      case 't' -> content.append('\t');
      case 'n' -> content.append('\n');
      case 'f' -> content.append('\f');
      case 'r' -> content.append('\r');
      case 'v' -> content.append('\u000b');
      case '\n' -> {
        // a continued line
      }
      case 'x' -> content.appendCodePoint(hex(HEX_DIGITS));
      case 'u' -> content.append((char) hex(UNICODE_DIGITS));
      case 'U' -> content.appendCodePoint(hex(LONG_UNICODE_DIGITS));
      case '"', '\'', '\\', '/', '?' -> content.append(c);
      default -> throw malformed("Unknown escape \\" + c);
    }
  }

  private int hex(int digits) throws Malformed {
    if (at + digits > text.length()) {
      throw malformed("Unexpected end");
    }
    try {
      int code = Integer.parseInt(text.substring(at, at + digits), HEXADECIMAL);
      if (!Character.isValidCodePoint(code)) {
        throw malformed("No such character");
      }
      at += digits;
      return code;
    } catch (NumberFormatException e) {
      throw malformed("Not hexadecimal");
    }
  }

  // ------------------------------------------------------------------------------ values

  /** Digits with a point, and an exponent after d or e. */
  private String number() throws Malformed {
    int start = at;
    while (at < text.length() && isNumber(text.charAt(at))) {
      at++;
    }
    String number = text.substring(start, at).replace("_", "").replace('d', 'e').replace('D', 'e');
    if (number.indexOf(':') >= 0 || number.indexOf('T') >= 0) {
      throw malformed("DynamoDB has no type for timestamps");
    }
    number = number.replace(".e", "e");
    return number.endsWith(".") ? number.substring(0, number.length() - 1) : number;
  }

  private static boolean isNumber(char c) {
    return Character.isDigit(c) || "+-._dDeE:TZ".indexOf(c) >= 0;
  }

  private Blob blob() throws Malformed {
    int end = text.indexOf("}}", at);
    if (end < 0) {
      throw malformed("A blob does not end");
    }
    String base64 = text.substring(at + 2, end).replaceAll("\\s", "");
    try {
      Blob blob = Blob.of(Base64.getDecoder().decode(base64));
      at = end + 2;
      return blob;
    } catch (IllegalArgumentException e) {
      throw malformed("A blob is not in base64");
    }
  }

  private List<AttributeValue> list(int depth) throws Malformed {
    at++;
    List<AttributeValue> list = new ArrayList<>();
    while (!ends(']')) {
      list.add(value(depth + 1));
      separator(']');
    }
    return list;
  }

  private Map<String, AttributeValue> struct(int depth) throws Malformed {
    at++;
    Map<String, AttributeValue> struct = new LinkedHashMap<>();
    while (!ends('}')) {
      String name = peek() == '"' || text.startsWith("'''", at) ? string() : symbol();
      skipSpace();
      if (peek() != ':') {
        throw malformed("Expected ':'");
      }
      at++;
      struct.put(name, value(depth + 1));
      separator('}');
    }
    return struct;
  }

  /** Consumes {@code end} if it comes next. */
  private boolean ends(char end) throws Malformed {
    skipSpace();
    if (peek() != end) {
      return false;
    }
    at++;
    return true;
  }

  private void separator(char end) throws Malformed {
    skipSpace();
    if (peek() == ',') {
      at++;
    } else if (peek() != end) {
      throw malformed("Expected ',' or '" + end + "'");
    }
  }
}
