package dev.brume.core.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/**
 * A stream is taken in as it is and hashed once, or not at all.
 *
 * <p>Source of truth: RFC 1321, appendix A.5, for the MD5 value.
 */
final class BodyReceiverTest {
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  private final BodyStore store = SpillingBodyStore.temporary();

  @Test
  void takesInAndHashesBytesThatAreThere() {
    var received =
        BodyReceiver.receive(store, new InMemoryByteStream(ABC), Set.of(ChecksumAlgorithm.MD5))
            .toCompletableFuture()
            .join();

    assertThat(received.body().bytes()).isEqualTo(ABC);
    assertThat(HexFormat.of().formatHex(received.digests().get(ChecksumAlgorithm.MD5)))
        .isEqualTo("900150983cd24fb0d6963f7d28e17f72");
  }

  @Test
  void takesInAndHashesPieces() {
    try (SubmissionPublisher<ByteBuffer> publisher =
        new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize())) {
      var received =
          BodyReceiver.receive(store, stream(publisher), Set.of(ChecksumAlgorithm.MD5))
              .toCompletableFuture();
      for (byte piece : ABC) {
        publisher.submit(ByteBuffer.wrap(new byte[] {piece}));
      }
      assertThat(received).isNotDone();
      publisher.close();

      assertThat(received.join().body().bytes()).isEqualTo(ABC);
      assertThat(received.join().digests().get(ChecksumAlgorithm.MD5))
          .isEqualTo(HexFormat.of().parseHex("900150983cd24fb0d6963f7d28e17f72"));
    }
  }

  @Test
  void keepsNothingOfAStreamThatBreaksOff() {
    try (SubmissionPublisher<ByteBuffer> publisher =
        new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize())) {
      var received = BodyReceiver.receive(store, stream(publisher), Set.of()).toCompletableFuture();
      publisher.submit(ByteBuffer.wrap(ABC));
      publisher.closeExceptionally(new IOException("gone"));

      assertThat(received)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(IOException.class);
    }
  }

  private static ByteStream stream(SubmissionPublisher<ByteBuffer> publisher) {
    return new ByteStream() {
      @Override
      public long length() {
        return -1;
      }

      @Override
      public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        publisher.subscribe(subscriber);
      }
    };
  }
}
