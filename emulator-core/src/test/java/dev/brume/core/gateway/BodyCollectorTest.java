package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
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
        BodyCollector.collect(new Failing(failure), 10, TOO_LARGE);
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
