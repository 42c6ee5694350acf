package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Reads the header frame of an HTTP/2 request. The codec has refused requests that are malformed by
 * RFC 9113, 8.3.
 */
final class Http2Head {
  private Http2Head() {}

  /**
   * Reads a decoded head; {@code :authority} becomes Host.
   *
   * @param last whether there is no body
   * @throws RefusedRequestException if a server must not act on it
   */
  static RequestHead read(Http2Headers frame, boolean last) {
    CharSequence method = frame.method();
    CharSequence path = frame.path();
    if (method == null
        || path == null
        || method.isEmpty()
        || HttpHeaderValidationUtil.validateToken(method) != -1) {
      throw new RefusedRequestException(400, "neither method nor path");
    }
    Headers headers = Http2StreamHandler.fields(frame);
    if (frame.authority() != null) {
      headers.set("Host", frame.authority().toString());
    } else if (headers.all("Host").size() != 1) {
      throw new RefusedRequestException(400, "not one authority");
    }
    RequestTarget target = RequestTarget.parse(path.toString());
    String expected = headers.first("Expect");
    if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
      throw new RefusedRequestException(417, "unknown expectation");
    }
    long length = last ? 0 : length(headers.first("Content-Length"));
    boolean expectsContinue = expected != null && !last;
    return new RequestHead(
        method.toString(), target, headers, length, false, true, expectsContinue);
  }

  private static long length(String announced) {
    if (announced == null) {
      return -1;
    }
    try {
      return Long.parseUnsignedLong(announced);
    } catch (NumberFormatException e) {
      throw new RefusedRequestException(400, "no length");
    }
  }
}
