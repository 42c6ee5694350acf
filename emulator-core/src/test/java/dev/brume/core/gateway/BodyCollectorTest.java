package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.RequestBody;
import dev.brume.core.http.RequestTimeoutException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/**
 * A body that fails on its way.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">BadDigest,
 *     IncompleteBody</a>
 */
class BodyCollectorTest {
  private static final AwsError TOO_LARGE = AwsError.client("EntityTooLarge", 400, "Too large");

  private static final AwsError BUSY = AwsError.server("SlowDown", 503, "Slow down");
  private static final int LENGTH = 300_000;

  /** A body that comes in pieces of a thousand bytes, however much is asked for. */
  private record Whole(byte[] bytes, long length) implements RequestBody.Streamed {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              for (int at = 0; at < bytes.length; at += 1_000) {
                subscriber.onNext(ByteBuffer.wrap(bytes, at, Math.min(1_000, bytes.length - at)));
              }
              subscriber.onComplete();
            }

            @Override
            public void cancel() {}
          });
    }

    @Override
    public Headers trailers() {
      return new Headers();
    }
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[LENGTH];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aBodyIsTakenAsItIs() {
    byte[] sent = bytes();
    for (long announced : new long[] {LENGTH, -1}) {
      BodyMemory memory = new BodyMemory(4_000_000);
      BodyMemory.Claim claim = memory.claim();
      RequestBody body =
          BodyCollector.collect(new Whole(sent, announced), 1_000_000, TOO_LARGE, claim, BUSY)
              .join();

      assertThat(((RequestBody.Whole) body).bytes()).isEqualTo(sent);
      assertThat(memory.takenBytes()).isGreaterThanOrEqualTo(LENGTH);
      claim.release();
      assertThat(memory.takenBytes()).isZero();
    }
  }

  /** All of it is read, so that the connection can be used on, and nothing is held. */
  @Test
  void whereThereIsNoMemoryTheBodyIsDropped() {
    for (long announced : new long[] {LENGTH, -1}) {
      BodyMemory memory = new BodyMemory(LENGTH);
      BodyMemory.Claim other = memory.claim();
      assertThat(other.grow(1)).isTrue();
      BodyMemory.Claim claim = memory.claim();
      CompletableFuture<RequestBody> collected =
          BodyCollector.collect(new Whole(bytes(), announced), 1_000_000, TOO_LARGE, claim, BUSY);

      assertThat(collected.exceptionNow()).isSameAs(BUSY);
      other.release();
      assertThat(memory.takenBytes()).isZero();
    }
  }

  /** Else it would be refused for ever. */
  @Test
  void whatIsAloneMayTakeMore() {
    BodyMemory memory = new BodyMemory(LENGTH);

    assertThat(
            BodyCollector.collect(
                new Whole(bytes(), LENGTH), 1_000_000, TOO_LARGE, memory.claim(), BUSY))
        .isCompleted();
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsToldSo() {
    RequestTimeoutException late = new RequestTimeoutException();
    assertThat(failureOf(late)).isSameAs(late);
  }

  /** A body that ends in {@code failure} as soon as it is asked for. */
  private record Failing(Throwable failure) implements RequestBody.Streamed {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              subscriber.onError(failure);
            }

            @Override
            public void cancel() {}
          });
    }

    @Override
    public long length() {
      return -1;
    }

    @Override
    public Headers trailers() {
      return new Headers();
    }
  }

  private static Throwable failureOf(Throwable failure) {
    CompletableFuture<RequestBody> collected =
        BodyCollector.collect(
            new Failing(failure), 10, TOO_LARGE, new BodyMemory(1_000_000).claim(), BUSY);
    return collected.exceptionNow();
  }

  @Test
  void aRefusalKeepsItsCode() {
    AwsError refusal = AwsError.client("BadDigest", 400, "The checksum does not match");
    assertThat(failureOf(refusal)).isSameAs(refusal);
  }

  @Test
  void aConnectionThatBreaksIsAnIncompleteBody() {
    assertThat(((AwsError) failureOf(new IOException("reset"))).code()).isEqualTo("IncompleteBody");
  }
}
