package dev.brume.core.netty;

import dev.brume.core.schema.ByteStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;

/**
 * A response body on its way from its publisher to the connection. Requests a few buffers at a
 * time, and none while the client does not read. Its state is used on the loop only.
 */
final class StreamedBody implements ResponseBody, Flow.Subscriber<ByteBuffer> {
  private static final int BUFFERS_AT_A_TIME = 4;

  private final EventLoop loop;
  private final Sink sink;
  private final long announced;
  private Flow.Subscription subscription;
  private int requested;
  private long sent;
  private boolean finished;

  private StreamedBody(EventLoop loop, Sink sink, long announced) {
    this.loop = loop;
    this.sink = sink;
    this.announced = announced;
  }

  /** Sends {@code stream} to {@code sink}, whose head has been written. On the loop. */
  static StreamedBody send(EventLoop loop, ByteStream stream, Sink sink) {
    StreamedBody body = new StreamedBody(loop, sink, stream.length());
    stream.subscribe(body);
    return body;
  }

  @Override
  public void resume() {
    if (finished || subscription == null || requested > 0 || !sink.isWritable()) {
      return;
    }
    requested = BUFFERS_AT_A_TIME;
    subscription.request(BUFFERS_AT_A_TIME);
  }

  @Override
  public void cancel() {
    if (finished) {
      return;
    }
    finished = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    onLoop(
        () -> {
          if (finished || subscription != null) {
            given.cancel();
            return;
          }
          subscription = given;
          resume();
        });
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    onLoop(() -> next(bytes));
  }

  private void next(ByteBuffer bytes) {
    if (finished) {
      return;
    }
    sent += bytes.remaining();
    if (announced >= 0 && sent > announced) {
      stop(new IllegalStateException("A body of " + announced + " bytes has more"));
      return;
    }
    if (bytes.hasRemaining()) {
      // Sending may free space and call resume(): decremented only afterwards, because the next
      // piece must not be sent in the middle of this one.
      sink.data(Unpooled.wrappedBuffer(bytes));
    }
    requested--;
    resume();
  }

  @Override
  public void onError(Throwable cause) {
    onLoop(
        () -> {
          if (!finished) {
            finished = true;
            sink.abort(cause);
          }
        });
  }

  @Override
  public void onComplete() {
    onLoop(
        () -> {
          if (finished) {
            return;
          }
          if (announced >= 0 && sent < announced) {
            stop(new IllegalStateException("A body of " + announced + " bytes ended at " + sent));
            return;
          }
          finished = true;
          sink.end();
        });
  }

  private void stop(Throwable cause) {
    finished = true;
    subscription.cancel();
    sink.abort(cause);
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
      return;
    }
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // The server has ended, with every connection.
    }
  }
}
