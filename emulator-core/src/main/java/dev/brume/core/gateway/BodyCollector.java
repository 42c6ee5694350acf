package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.RequestBody;
import dev.brume.core.http.RequestTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Collects a body that arrives piece by piece, up to a limit, and as far as there is memory. Where
 * there is none left, the rest of the body is read and dropped, so that its connection can be used
 * on.
 */
final class BodyCollector implements Flow.Subscriber<ByteBuffer> {
  private static final int FIRST_BYTES = 64 * 1024;

  private final int limitBytes;
  private final AwsError tooLarge;
  private final BodyMemory.Claim memory;
  private final AwsError busy;
  private final CompletableFuture<RequestBody> collected = new CompletableFuture<>();

  /** As it was announced; -1 where it was not. */
  private final long announcedBytes;

  /** Null once the body is dropped. */
  private byte[] bytes = {};

  private int length;
  private long received;
  private Flow.Subscription subscription;

  private BodyCollector(
      long announcedBytes,
      int limitBytes,
      AwsError tooLarge,
      BodyMemory.Claim memory,
      AwsError busy) {
    this.announcedBytes = announcedBytes;
    this.limitBytes = limitBytes;
    this.tooLarge = tooLarge;
    this.memory = memory;
    this.busy = busy;
  }

  /**
   * The whole of {@code body}. Nothing is read where its announced length is beyond the limit.
   *
   * @param tooLarge what the future fails with where there is more than {@code limitBytes}
   * @param memory what the body takes; it is given back by the caller, in the end
   * @param busy what the future fails with where there is no memory
   */
  static CompletableFuture<RequestBody> collect(
      RequestBody.Streamed body,
      int limitBytes,
      AwsError tooLarge,
      BodyMemory.Claim memory,
      AwsError busy) {
    if (body.length() > limitBytes) {
      return CompletableFuture.failedFuture(tooLarge);
    }
    BodyCollector collector = new BodyCollector(body.length(), limitBytes, tooLarge, memory, busy);
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
    received += piece.remaining();
    if (received > limitBytes) {
      subscription.cancel();
      bytes = null;
      collected.completeExceptionally(tooLarge);
      return;
    }
    if (bytes != null && length + piece.remaining() > bytes.length) {
      grow(length + piece.remaining());
    }
    if (bytes != null) {
      int more = piece.remaining();
      piece.get(bytes, length, more);
      length += more;
    }
  }

  /** Doubles the room, but never beyond what was announced. */
  private void grow(int neededBytes) {
    long room = Math.max(FIRST_BYTES, 2L * bytes.length);
    if (announcedBytes >= 0) {
      room = Math.min(room, announcedBytes);
    }
    room = Math.max(neededBytes, Math.min(room, limitBytes));
    bytes = memory.grow(room - bytes.length) ? Arrays.copyOf(bytes, (int) room) : null;
  }

  @Override
  public void onError(Throwable failure) {
    bytes = null;
    collected.completeExceptionally(
        failure instanceof AwsError || failure instanceof RequestTimeoutException
            ? failure
            : incomplete());
  }

  /** What clients are told whose body ended too early, as far as they can still be told. */
  static AwsError incomplete() {
    return AwsError.client("IncompleteBody", 400, "The request body terminated unexpectedly");
  }

  @Override
  public void onComplete() {
    if (bytes == null) {
      collected.completeExceptionally(busy);
      return;
    }
    byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    bytes = null;
    collected.complete(new RequestBody.Whole(whole));
  }
}
