package dev.brume.core.http;

import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import java.nio.ByteBuffer;

/**
 * A response. Exactly one of {@code bytes} and {@code stream} is set. The front end adds
 * Content-Length (or chunks), Date and Connection; for HEAD it sends the length but not the body.
 *
 * @param status the HTTP status
 * @param headers the fields in order
 * @param bytes the whole body, or null
 * @param stream a streamed body, or null
 */
public record HttpResponse(int status, Headers headers, byte[] bytes, ByteStream stream) {
  private static final byte[] NOTHING = new byte[0];

  /** A response with a whole body. */
  public static HttpResponse of(int status, Headers headers, byte[] bytes) {
    return new HttpResponse(status, headers, bytes, null);
  }

  /** A response without body. */
  public static HttpResponse empty(int status) {
    return of(status, new Headers(), NOTHING);
  }

  /** A response with a streamed body. */
  public static HttpResponse streaming(int status, Headers headers, ByteStream stream) {
    return new HttpResponse(status, headers, null, stream);
  }

  /** The whole body if it is available, even as a stream; null if it is streamed. */
  public ByteBuffer wholeBody() {
    if (bytes != null) {
      return ByteBuffer.wrap(bytes);
    }
    return stream instanceof InMemoryByteStream whole ? whole.buffer() : null;
  }

  /** The same response with another status. */
  public HttpResponse withStatus(int changed) {
    return changed == status ? this : new HttpResponse(changed, headers, bytes, stream);
  }
}
