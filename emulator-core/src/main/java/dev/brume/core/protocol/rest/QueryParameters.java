package dev.brume.core.protocol.rest;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PercentDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The parameters of a query string, decoded, in order. */
final class QueryParameters {
  /** The most parameters of a query string; AWS's servers accept about 8 KB in total. */
  private static final int MOST_PARAMETERS = 10_000;

  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  private QueryParameters() {}

  /**
   * Parses the text after the question mark.
   *
   * @param encoded may be null: no parameters
   * @throws MalformedValue if it can't be decoded
   */
  static QueryParameters of(String encoded) {
    QueryParameters query = new QueryParameters();
    if (encoded == null) {
      return query;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    for (int start = 0; start < bytes.length; ) {
      int end = indexOf('&', bytes, start, bytes.length);
      if (end > start) {
        query.add(bytes, start, end);
      }
      start = end + 1;
    }
    return query;
  }

  private void add(byte[] bytes, int start, int end) {
    if (names.size() == MOST_PARAMETERS) {
      throw new MalformedValue("There are more than " + MOST_PARAMETERS + " parameters");
    }
    int equals = indexOf('=', bytes, start, end);
    names.add(PercentDecoder.decode(bytes, start, equals, true));
    values.add(PercentDecoder.decode(bytes, Math.min(equals + 1, end), end, true));
  }

  private static int indexOf(char wanted, byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** The first value with that name, or null; empty for a name without a value. */
  String first(String name) {
    int at = names.indexOf(name);
    return at < 0 ? null : values.get(at);
  }

  /** All values with that name, in order. */
  List<String> all(String name) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        all.add(values.get(i));
      }
    }
    return all;
  }

  /** Passes every name and value to {@code consumer}, in order. */
  void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < names.size(); i++) {
      consumer.accept(names.get(i), values.get(i));
    }
  }
}
