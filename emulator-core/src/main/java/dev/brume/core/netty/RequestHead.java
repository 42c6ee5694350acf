package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * The parsed and checked head of a request.
 *
 * @param method such as {@code POST}
 * @param target path and query
 * @param headers all fields; Host from the request target if that names a host
 * @param contentLength the body's length in bytes, 0 without a body, -1 if unknown
 * @param http10 whether the client speaks HTTP/1.0
 * @param keepAlive whether the connection may stay open; HTTP/1 only
 * @param expectsContinue whether the client waits for 100 Continue before it sends its body
 */
record RequestHead(
    String method,
    RequestTarget target,
    Headers headers,
    long contentLength,
    boolean http10,
    boolean keepAlive,
    boolean expectsContinue) {

  private static final int TOO_LONG_LINE = 414;
  private static final int TOO_LARGE_HEADERS = 431;

  /** The two spaces of a request line. */
  private static final int BLANKS = 2;

  /**
   * Reads a decoded head.
   *
   * @throws RefusedRequestException if a server must not act on it
   */
  static RequestHead of(HttpRequest request) {
    DecoderResult result = request.decoderResult();
    if (result.isFailure()) {
      throw refusal(result.cause());
    }
    String method = request.method().name();
    String uri = request.uri();
    HttpVersion version = request.protocolVersion();
    if (result instanceof HttpMessageDecoderResult sizes
        && sizes.initialLineLength()
            != method.length() + uri.length() + version.text().length() + BLANKS) {
      throw new RefusedRequestException(400, "other blanks in the request line than two");
    }
    return new Reader(version == HttpVersion.HTTP_1_0).read(request, method, uri);
  }

  private static RefusedRequestException refusal(Throwable cause) {
    if (cause instanceof RefusedRequestException refused) {
      return refused;
    }
    if (cause instanceof TooLongHttpLineException) {
      return new RefusedRequestException(TOO_LONG_LINE, cause.getMessage());
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new RefusedRequestException(TOO_LARGE_HEADERS, cause.getMessage());
    }
    return new RefusedRequestException(400, cause.getMessage());
  }

  /** Reads all headers in one pass. */
  private static final class Reader {
    private final boolean http10;
    private int hosts;
    private long contentLength;
    private boolean close;
    private boolean keepAlive;
    private boolean expectsContinue;

    Reader(boolean http10) {
      this.http10 = http10;
    }

    RequestHead read(HttpRequest request, String method, String uri) {
      RequestTarget target = RequestTarget.parse(uri);
      Headers headers = ((FieldList) request.headers()).fields();
      for (int i = 0; i < headers.size(); i++) {
        look(headers.name(i), headers.value(i));
      }
      if (hosts > 1 || (hosts == 0 && !http10)) {
        throw new RefusedRequestException(400, "not one Host header");
      }
      if (target.authority() != null) {
        headers.set("Host", target.authority());
      }
      HostSyntax.check(headers.first("Host"));
      return new RequestHead(
          method,
          target,
          headers,
          contentLength,
          http10,
          http10 ? keepAlive && !close : !close,
          expectsContinue && !http10);
    }

    private void look(String name, String value) {
      switch (name.length()) {
        case 4 -> hosts += name.equalsIgnoreCase("Host") ? 1 : 0;
        case 6 -> {
          if (name.equalsIgnoreCase("Expect")) {
            expect(value);
          }
        }
        case 10 -> {
          if (name.equalsIgnoreCase("Connection")) {
            close |= hasToken(value, "close");
            keepAlive |= hasToken(value, "keep-alive");
          }
        }
        case 14 -> {
          if (name.equalsIgnoreCase("Content-Length")) {
            contentLength = Long.parseLong(value.trim());
          }
        }
        case 17 -> {
          // The decoder accepts codings that end in chunked, and none together with a length. Other
          // codings stay encoded.
          if (name.equalsIgnoreCase("Transfer-Encoding")) {
            if (!value.trim().equalsIgnoreCase("chunked")) {
              throw new RefusedRequestException(501, "transfer coding other than chunked");
            }
            contentLength = -1;
          }
        }
        default -> {}
      }
    }

    private void expect(String value) {
      if (!value.trim().equalsIgnoreCase("100-continue")) {
        throw new RefusedRequestException(417, "unknown expectation");
      }
      expectsContinue = true;
    }

    private static boolean hasToken(String value, String token) {
      if (value.equalsIgnoreCase(token)) {
        return true;
      }
      if (value.indexOf(',') < 0) {
        return value.trim().equalsIgnoreCase(token);
      }
      for (String part : value.split(",")) {
        if (part.trim().equalsIgnoreCase(token)) {
          return true;
        }
      }
      return false;
    }
  }
}
