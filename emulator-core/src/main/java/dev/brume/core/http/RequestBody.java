package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.DigestedBody;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The body of a request: short ones are available as a whole, others are streamed. */
public sealed interface RequestBody {
  /** No body. */
  RequestBody EMPTY = new Whole(new byte[0]);

  /** The number of bytes, or -1 if unknown (chunked). */
  long length();

  /**
   * A body that has arrived.
   *
   * @param digests its computed checksums
   */
  record Whole(byte[] bytes, PayloadDigests digests) implements RequestBody {
    /** A body without computed checksums. */
    public Whole(byte[] bytes) {
      this(bytes, PayloadDigests.NONE);
    }

    @Override
    public long length() {
      return bytes.length;
    }

    /** The whole body as a stream. */
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
   * A streamed body. Nothing is read from the client (and no {@code 100 Continue} is sent) before
   * the subscriber requests it. A truncated body ends in onError. Trailers are available after
   * onComplete.
   */
  non-sealed interface Streamed extends RequestBody, ByteStream {
    @Override
    void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber);

    /** The trailer fields; empty before the end and if there are none. */
    Headers trailers();
  }
}
