package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.RequestBody;
import dev.brume.core.http.RequestTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Collects a body that arrives in pieces, up to a length limit and the available memory. If memory
 * runs out, the rest of the body is read and dropped, so that the connection stays usable.
 */
final class BodyCollector implements Flow.Subscriber<ByteBuffer> {
  private static final int FIRST_BYTES = 64 * 1024;

  private final int limitBytes;
  private final AwsError tooLarge;
  private final BodyMemory.Claim memory;
  private final AwsError busy;
  private final CompletableFuture<RequestBody> collected = new CompletableFuture<>();

  /** The announced length; -1 if none was announced. */
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
   * The whole of {@code body}. Nothing is read if its announced length exceeds the limit.
   *
   * @param tooLarge the error if the body exceeds {@code limitBytes}
   * @param memory the memory claimed for the body; the caller releases it
   * @param busy the error if no memory is available
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

  /** Doubles the buffer, but never beyond the announced length. */
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

  /** The error for a body that ended too early; sent if the connection still allows it. */
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
