package dev.brume.testkit;

import dev.brume.core.http.Headers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A request under construction; the client adds host and signature. */
final class WireRequest {
  private final String method;
  private final String path;
  private final StringBuilder query = new StringBuilder();
  private final Headers headers = new Headers();
  private byte[] body = new byte[0];

  WireRequest(String method, String target) {
    int mark = target.indexOf('?');
    this.method = method;
    this.path = mark < 0 ? target : target.substring(0, mark);
    if (mark >= 0) {
      query.append(target.substring(mark + 1));
    }
  }

  void header(String name, String value) {
    headers.add(name, value);
  }

  void parameter(String name, String value) {
    if (!query.isEmpty()) {
      query.append('&');
    }
    query.append(encoded(name)).append('=').append(encoded(value));
  }

  void body(byte[] bytes) {
    body = bytes;
  }

  /** Percent-encoded, a space as {@code %20}. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  /** Without the question mark; null if there is none. */
  String query() {
    return query.isEmpty() ? null : query.toString();
  }

  Headers headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
