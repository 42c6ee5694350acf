package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.DigestedBody;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The body of a request: small ones are there as a whole, others arrive piece by piece. */
public sealed interface RequestBody {
  /** No body. */
  RequestBody EMPTY = new Whole(new byte[0]);

  /** The number of bytes, or -1 where the client did not say (chunked). */
  long length();

  /**
   * A body that has arrived.
   *
   * @param digests what has been computed of it
   */
  record Whole(byte[] bytes, PayloadDigests digests) implements RequestBody {
    /** A body that nothing has been computed of. */
    public Whole(byte[] bytes) {
      this(bytes, PayloadDigests.NONE);
    }

    @Override
    public long length() {
      return bytes.length;
    }

    /** The same for those who expect a stream. */
    public ByteStream stream() {
      return digests.isEmpty() ? new InMemoryByteStream(bytes) : new Digested(bytes, digests);
    }

    private static final class Digested extends InMemoryByteStream implements DigestedBody {
      private final PayloadDigests digests;

      Digested(byte[] bytes, PayloadDigests digests) {
        super(bytes);
        this.digests = digests;
      }

      @Override
      public boolean computes(ChecksumAlgorithm algorithm) {
        return digests.computes(algorithm);
      }

      @Override
      public byte[] digestOf(ChecksumAlgorithm algorithm) {
        return digests.valueOf(algorithm);
      }
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
