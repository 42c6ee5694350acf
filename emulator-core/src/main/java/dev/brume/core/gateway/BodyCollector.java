package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Collects a body that arrives piece by piece, up to a limit. */
final class BodyCollector implements Flow.Subscriber<ByteBuffer> {
  private static final int FIRST_BYTES = 64 * 1024;

  private final int limitBytes;
  private final AwsError tooLarge;
  private final CompletableFuture<RequestBody> collected = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes;
  private Flow.Subscription subscription;

  private BodyCollector(long announcedBytes, int limitBytes, AwsError tooLarge) {
    this.limitBytes = limitBytes;
    this.tooLarge = tooLarge;
    this.bytes = new ByteArrayOutputStream((int) Math.min(announcedBytes, FIRST_BYTES));
  }

  /**
   * The whole of {@code body}. Nothing is read where its announced length is beyond the limit.
   *
   * @param tooLarge what the future fails with where there is more than {@code limitBytes}
   */
  static CompletableFuture<RequestBody> collect(
      RequestBody.Streamed body, int limitBytes, AwsError tooLarge) {
    if (body.length() > limitBytes) {
      return CompletableFuture.failedFuture(tooLarge);
    }
    long announcedBytes = body.length() < 0 ? FIRST_BYTES : body.length();
    BodyCollector collector = new BodyCollector(announcedBytes, limitBytes, tooLarge);
    body.subscribe(collector);
    return collector.collected;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer piece) {
    if (bytes.size() + piece.remaining() > limitBytes) {
      subscription.cancel();
      collected.completeExceptionally(tooLarge);
      return;
    }
    if (piece.hasArray()) {
      bytes.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
    } else {
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      bytes.writeBytes(copy);
    }
  }

  @Override
  public void onError(Throwable failure) {
    collected.completeExceptionally(failure instanceof AwsError refusal ? refusal : incomplete());
  }

  /** What clients are told whose body ended too early, as far as they can still be told. */
  static AwsError incomplete() {
    return AwsError.client("IncompleteBody", 400, "The request body terminated unexpectedly");
  }

  @Override
  public void onComplete() {
    collected.complete(new RequestBody.Whole(bytes.toByteArray()));
  }
}
