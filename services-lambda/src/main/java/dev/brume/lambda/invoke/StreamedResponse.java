package dev.brume.lambda.invoke;

import dev.brume.core.schema.PacedChannel;
import dev.brume.lambda.runtime.InvocationResult;
import dev.brume.lambda.runtime.ResponseSink;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A response of a function on its way to a client, piece by piece. A function whose client has gone
 * runs on, and what it sends is dropped.
 *
 * @param <T> what the client gets
 */
public final class StreamedResponse<T> implements ResponseSink {
  private final PacedChannel<T> channel = new PacedChannel<>();
  private final Function<byte[], T> piece;
  private volatile String contentType;
  private volatile boolean gone;

  /**
   * @param piece what the client gets for a piece of the response
   */
  public StreamedResponse(Function<byte[], T> piece) {
    this.piece = piece;
  }

  /** What the client gets. */
  public Flow.Publisher<T> publisher() {
    return channel;
  }

  /** Completes when the response begins. */
  public CompletionStage<Void> begun() {
    return channel.ready();
  }

  /** The type of the response once it has begun. */
  public String contentType() {
    return contentType;
  }

  @Override
  public void begin(String type) {
    contentType = type;
    channel.open();
  }

  @Override
  public void write(byte[] bytes) {
    if (bytes.length > 0) {
      send(piece.apply(bytes));
    }
  }

  private void send(T value) {
    if (!gone) {
      try {
        channel.send(value);
      } catch (PacedChannel.SubscriberGoneException e) {
        gone = true;
      }
    }
  }

  /**
   * The call is over: a response that has not gone through the sink goes now.
   *
   * @param last what the client gets at the end; null for nothing
   */
  public void end(InvocationResult result, T last) {
    if (contentType == null) {
      begin(result.contentType());
    }
    if (!result.streamed() && !result.failure()) {
      write(result.payload());
    }
    if (last != null) {
      send(last);
    }
    if (!gone) {
      channel.end();
    }
  }
}
