package dev.brume.core.observe;

import dev.brume.core.http.Headers;
import java.util.Arrays;

/**
 * The kept messages of a request and its response, with bodies up to a limit. Belongs to a {@link
 * BodyRecorder}, which guards it and may evict it at any time to stay within its memory limit.
 */
public final class Capture {
  /** The first bytes of a body. */
  private static final class Start {
    byte[] bytes = {};
    int length;
    long total;

    void add(byte[] source, int from, int count) {
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, length + count);
      }
      System.arraycopy(source, from, bytes, length, count);
      length += count;
    }
  }

  /**
   * The kept part of one of the two messages.
   *
   * @param query the text after the path's question mark, or null
   * @param headers the header fields; null if there was no response
   * @param body the first bytes of the body
   * @param bodyBytes the body's total length
   */
  public record CapturedMessage(String query, Headers headers, byte[] body, long bodyBytes) {}

  private final String query;
  private final Headers requestHeaders;
  private final Start request = new Start();
  private final Start response = new Start();
  private Headers responseHeaders;
  private long heldBytes;
  private boolean dropped;

  Capture(String query, Headers requestHeaders) {
    this.query = query;
    this.requestHeaders = requestHeaders;
    this.heldBytes = (query == null ? 0 : query.length()) + length(requestHeaders);
  }

  private static long length(Headers headers) {
    long length = 0;
    for (int i = 0; i < headers.size(); i++) {
      length += headers.name(i).length() + headers.value(i).length();
    }
    return length;
  }

  /** Records a piece of a body up to the limit; returns the number of bytes added. */
  long add(boolean ofRequest, byte[] bytes, int from, int count, int maxBodyBytes) {
    Start start = ofRequest ? request : response;
    start.total += count;
    int taken = Math.min(count, Math.max(0, maxBodyBytes - start.length));
    if (dropped || taken == 0) {
      return 0;
    }
    start.add(bytes, from, taken);
    heldBytes += taken;
    return taken;
  }

  /** Records the response's head; returns the number of bytes added. */
  long answered(Headers headers) {
    if (dropped) {
      return 0;
    }
    responseHeaders = headers;
    long grown = length(headers);
    heldBytes += grown;
    return grown;
  }

  long heldBytes() {
    return heldBytes;
  }

  boolean isDropped() {
    return dropped;
  }

  void drop() {
    dropped = true;
    heldBytes = 0;
    request.bytes = new byte[0];
    request.length = 0;
    response.bytes = new byte[0];
    response.length = 0;
    responseHeaders = null;
  }

  CapturedMessage request() {
    return new CapturedMessage(
        query, requestHeaders, Arrays.copyOf(request.bytes, request.length), request.total);
  }

  CapturedMessage response() {
    return new CapturedMessage(
        null, responseHeaders, Arrays.copyOf(response.bytes, response.length), response.total);
  }
}
