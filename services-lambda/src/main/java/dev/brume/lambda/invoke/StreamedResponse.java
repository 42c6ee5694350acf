package dev.brume.lambda.invoke;

import dev.brume.core.schema.PacedChannel;
import dev.brume.lambda.runtime.InvocationResult;
import dev.brume.lambda.runtime.ResponseSink;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A streamed response of a function. If the client disconnects, the function continues and its
 * output is dropped.
 *
 * @param <T> the items for the client
 */
public final class StreamedResponse<T> implements ResponseSink {
  private final PacedChannel<T> channel = new PacedChannel<>();
  private final Function<byte[], T> piece;
  private volatile String contentType;
  private volatile boolean gone;

  /**
   * @param piece converts a piece of the response to an item
   */
  public StreamedResponse(Function<byte[], T> piece) {
    this.piece = piece;
  }

  /** The items for the client. */
  public Flow.Publisher<T> publisher() {
    return channel;
  }

  /** Completes when the response begins. */
  public CompletionStage<Void> begun() {
    return channel.ready();
  }

  /** The response's content type, after it has begun. */
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
   * Ends the call: a response that did not go through the sink is sent now.
   *
   * @param last the last item; null for none
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
