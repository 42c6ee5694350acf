package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.ByteStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.FileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/**
 * A response body on its way to the connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112: chunked transfer
 *     coding</a>
 */
final class ResponseBodyTest {
  private static final int PIECES = 20;

  /** Gives all that is asked for before request returns, as publishers do that have it. */
  private static final class PromptStream implements ByteStream {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            private int given;

            @Override
            public void request(long count) {
              for (long i = 0; i < count && given < PIECES; i++) {
                given++;
                subscriber.onNext(ByteBuffer.wrap(new byte[] {(byte) given}));
                if (given == PIECES) {
                  subscriber.onComplete();
                }
              }
            }

            @Override
            public void cancel() {}
          });
    }
  }

  /** Becomes writable in the midst of every piece, as a channel does whose flush makes room. */
  private static final class FlushingSink implements ResponseBody.Sink {
    private final List<String> written = new ArrayList<>();
    private ResponseBody body;

    @Override
    public boolean isWritable() {
      return body != null;
    }

    @Override
    public ByteBufAllocator alloc() {
      return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    public boolean takesFiles() {
      return false;
    }

    @Override
    public void file(FileRegion region, Runnable sent) {
      throw new AssertionError();
    }

    @Override
    public void data(ByteBuf bytes) {
      byte piece = bytes.readByte();
      bytes.release();
      written.add("begin " + piece);
      body.resume();
      written.add("end " + piece);
    }

    @Override
    public void end() {
      written.add("last");
    }

    @Override
    public void abort(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  @Test
  void aPieceIsSentWholeBeforeTheNext() {
    FlushingSink sink = new FlushingSink();
    EmbeddedChannel channel = new EmbeddedChannel();
    sink.body = ResponseBody.send(channel.eventLoop(), new PromptStream(), sink);
    sink.body.resume();
    List<String> expected = new ArrayList<>();
    for (int piece = 1; piece <= PIECES; piece++) {
      expected.add("begin " + piece);
      expected.add("end " + piece);
    }
    expected.add("last");
    assertThat(sink.written).isEqualTo(expected);
  }
}
