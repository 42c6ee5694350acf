package dev.brume.core.http;

/**
 * A request as received, not decoded.
 *
 * @param method such as {@code POST}
 * @param path the path as sent, percent-encoding kept, without the query; starts with a slash
 * @param query the text after the question mark as sent, or null without one
 * @param headers the fields in order; for HTTP/2, {@code :authority} becomes {@code Host}
 * @param body the body
 * @param connection the connection that it arrived on
 */
public record HttpRequest(
    String method,
    String path,
    String query,
    Headers headers,
    RequestBody body,
    ClientConnection connection) {

  /** The first value of a header, or null. */
  public String header(String name) {
    return headers.first(name);
  }

  /** The same request with another (decoded, aggregated) body. */
  public HttpRequest withBody(RequestBody other) {
    return new HttpRequest(method, path, query, headers, other, connection);
  }
}
