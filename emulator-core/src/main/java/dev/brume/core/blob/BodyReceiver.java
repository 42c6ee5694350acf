package dev.brume.core.blob;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.core.checksum.DigestedBody;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Writes a stream to a body store, and computes the checksums that {@link DigestedBody} does not.
 * If the stream fails, nothing is kept, and the stage fails with the stream's error.
 */
public final class BodyReceiver implements Flow.Subscriber<ByteBuffer> {
  private static final int BUFFERS_AT_A_TIME = 4;

  private final ByteStream stream;
  private final Set<ChecksumAlgorithm> algorithms;
  private final Map<ChecksumAlgorithm, Digest> digests = new EnumMap<>(ChecksumAlgorithm.class);
  private final BodyWriter writer;
  private final CompletableFuture<ReceivedBody> received = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private int due;

  /**
   * A received body.
   *
   * @param digests the values of all requested algorithms
   */
  public record ReceivedBody(StoredBody body, Map<ChecksumAlgorithm, byte[]> digests) {}

  private BodyReceiver(BodyStore store, ByteStream stream, Set<ChecksumAlgorithm> algorithms) {
    this.stream = stream;
    this.algorithms = algorithms;
    this.writer = store.open(stream.length());
    for (ChecksumAlgorithm algorithm : algorithms) {
      if (!(stream instanceof DigestedBody digested) || !digested.computes(algorithm)) {
        digests.put(algorithm, algorithm.start());
      }
    }
  }

  /**
   * Writes all of {@code stream} to {@code store}.
   *
   * @param algorithms the requested checksums
   */
  public static CompletionStage<ReceivedBody> receive(
      BodyStore store, ByteStream stream, Set<ChecksumAlgorithm> algorithms) {
    BodyReceiver receiver = new BodyReceiver(store, stream, algorithms);
    if (stream instanceof InMemoryByteStream whole) {
      receiver.take(whole.buffer());
      receiver.onComplete();
    } else {
      stream.subscribe(receiver);
    }
    return receiver.received;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    due = BUFFERS_AT_A_TIME;
    given.request(BUFFERS_AT_A_TIME);
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    take(bytes);
    due--;
    if (due == 0) {
      due = BUFFERS_AT_A_TIME;
      subscription.request(BUFFERS_AT_A_TIME);
    }
  }

  private void take(ByteBuffer bytes) {
    digests.values().forEach(digest -> digest.update(bytes));
    writer.write(bytes);
  }

  @Override
  public void onError(Throwable failure) {
    writer.abort();
    received.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    writer
        .finish()
        .whenComplete(
            (body, failure) -> {
              if (failure != null) {
                received.completeExceptionally(failure);
              } else {
                received.complete(new ReceivedBody(body, values()));
              }
            });
  }

  private Map<ChecksumAlgorithm, byte[]> values() {
    Map<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);
    for (ChecksumAlgorithm algorithm : algorithms) {
      Digest digest = digests.get(algorithm);
      values.put(
          algorithm, digest != null ? digest.value() : ((DigestedBody) stream).digestOf(algorithm));
    }
    return values;
  }
}
