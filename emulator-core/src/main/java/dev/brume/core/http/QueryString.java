package dev.brume.core.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks up single parameters in a query string (or a form body) as sent, without parsing all of it.
 */
public final class QueryString {
  private QueryString() {}

  /** Whether the parameter {@code name} is present, with or without a value. */
  public static boolean has(String query, String name) {
    return find(query, name) >= 0;
  }

  /** The decoded value of the first parameter {@code name}; "" without a value; null if absent. */
  public static String first(String query, String name) {
    int start = find(query, name);
    if (start < 0) {
      return null;
    }
    int from = start + name.length();
    if (from == query.length() || query.charAt(from) == '&') {
      return "";
    }
    int end = query.indexOf('&', from);
    return decode(query.substring(from + 1, end < 0 ? query.length() : end));
  }

  /** All parameters, decoded; null values for those without an equal sign. */
  public static Map<String, String> decoded(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      parameters.putIfAbsent(name, equals < 0 ? null : decode(pair.substring(equals + 1)));
    }
    return parameters;
  }

  /** Where the first parameter {@code name} begins, or -1. */
  private static int find(String query, String name) {
    if (query == null) {
      return -1;
    }
    for (int at = query.indexOf(name); at >= 0; at = query.indexOf(name, at + 1)) {
      int after = at + name.length();
      boolean begins = at == 0 || query.charAt(at - 1) == '&';
      boolean ends =
          after == query.length() || query.charAt(after) == '=' || query.charAt(after) == '&';
      if (begins && ends) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Decodes percent-encoding and plus signs in {@code text}. A percent sign without two hex digits
   * after it stays.
   */
  public static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int octet = raw[i] == '%' ? octet(raw, i + 1) : -1;
      if (octet >= 0) {
        bytes.write(octet);
        i += 2;
      } else {
        bytes.write(raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The octet that the two hex digits at {@code at} encode, or -1. */
  private static int octet(byte[] raw, int at) {
    if (at + 1 >= raw.length) {
      return -1;
    }
    int high = Character.digit(raw[at], 16);
    int low = Character.digit(raw[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
