package dev.brume.core.protocol.query;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PercentDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * The parameters of a query request in order: those of the query string, then those of the form in
 * the body. They are only decoded on demand.
 */
final class FormParameters {
  /**
   * The most parameters of a request. AWS states no limit; CloudWatch's PutMetricData, the
   * operation with the most, stays below 30,000 within its megabyte.
   */
  static final int MOST_PARAMETERS = 100_000;

  private final byte[] query;
  private final byte[] body;

  private FormParameters(byte[] query, byte[] body) {
    this.query = query;
    this.body = body;
  }

  static FormParameters of(HttpRequest request) {
    byte[] query =
        request.query() == null ? new byte[0] : request.query().getBytes(StandardCharsets.UTF_8);
    byte[] body = request.body() instanceof RequestBody.Whole whole ? whole.bytes() : new byte[0];
    return new FormParameters(query, body);
  }

  /**
   * The first value of {@code name}, or null.
   *
   * @throws MalformedValue if it can't be decoded
   */
  String first(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    String inQuery = first(query, wanted);
    return inQuery == null ? first(body, wanted) : inQuery;
  }

  private static String first(byte[] form, byte[] name) {
    for (int start = 0; start < form.length; ) {
      int end = end(form, start);
      int equals = equalsSign(form, start, end);
      if (equals - start == name.length && startsWith(form, start, name)) {
        return decode(form, Math.min(equals + 1, end), end);
      }
      start = end + 1;
    }
    return null;
  }

  private static boolean startsWith(byte[] form, int start, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (form[start + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Passes every name and value to {@code consumer}, in order. A parameter without an equals sign
   * has an empty value.
   *
   * @throws MalformedValue if one can't be decoded, or there are too many
   */
  void forEach(BiConsumer<String, String> consumer) {
    int left = forEach(query, MOST_PARAMETERS, consumer);
    forEach(body, left, consumer);
  }

  private static int forEach(byte[] form, int most, BiConsumer<String, String> consumer) {
    int left = most;
    for (int start = 0; start < form.length; ) {
      int end = end(form, start);
      if (end > start) {
        if (left-- == 0) {
          throw new MalformedValue("There are more than " + MOST_PARAMETERS + " parameters");
        }
        int equals = equalsSign(form, start, end);
        consumer.accept(decode(form, start, equals), decode(form, Math.min(equals + 1, end), end));
      }
      start = end + 1;
    }
    return left;
  }

  private static int end(byte[] form, int start) {
    int end = start;
    while (end < form.length && form[end] != '&') {
      end++;
    }
    return end;
  }

  private static int equalsSign(byte[] form, int start, int end) {
    int at = start;
    while (at < end && form[at] != '=') {
      at++;
    }
    return at;
  }

  private static String decode(byte[] form, int from, int to) {
    return PercentDecoder.decode(form, from, to, true);
  }
}
