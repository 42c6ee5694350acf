package dev.brume.core.http;

import dev.brume.core.schema.ByteStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The body of a request: small ones are there as a whole, others arrive piece by piece. */
public sealed interface RequestBody {
  /** No body. */
  RequestBody EMPTY = new Whole(new byte[0]);

  /** The number of bytes, or -1 where the client did not say (chunked). */
  long length();

  /** A body that has arrived. */
  record Whole(byte[] bytes) implements RequestBody {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /**
   * A body still to come. Nothing is read from the client (and no {@code 100 Continue} is sent)
   * before the subscriber asks. A truncated body ends in onError. Trailers may be asked for after
   * onComplete.
   */
  non-sealed interface Streamed extends RequestBody, ByteStream {
    @Override
    void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber);

    /** The trailer fields; empty before the end and where there are none. */
    Headers trailers();
  }
}
