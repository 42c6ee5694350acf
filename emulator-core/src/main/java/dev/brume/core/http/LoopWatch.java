package dev.brume.core.http;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * A handler for tests that reports requests which occupy the calling thread, an event loop, longer
 * than a limit. It counts only that thread's CPU time, so a busy machine changes nothing.
 */
public final class LoopWatch implements HttpHandler {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final HttpHandler handler;
  private final Duration limit;
  private final Listener listener;

  /** Called for requests beyond the limit. */
  @FunctionalInterface
  public interface Listener {
    void held(HttpRequest request, Duration cpuTime);
  }

  /**
   * @param handler answers the requests
   * @param limit the CPU time that a call of {@code handler} may take
   * @param listener called after a call that took longer
   */
  public LoopWatch(HttpHandler handler, Duration limit, Listener listener) {
    this.handler = handler;
    this.limit = limit;
    this.listener = listener;
  }

  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    HttpRequest watched =
        request.body() instanceof RequestBody.Streamed body
            ? request.withBody(new WatchedBody(request, body))
            : request;
    return timed(request, () -> handler.handle(watched));
  }

  private <T> T timed(HttpRequest request, Supplier<T> step) {
    long begunNanos = THREADS.getCurrentThreadCpuTime();
    T result = step.get();
    Duration cpuTime = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begunNanos);
    if (cpuTime.compareTo(limit) > 0) {
      listener.held(request, cpuTime);
    }
    return result;
  }

  /** Also measures the processing of each piece of the body. */
  private final class WatchedBody implements RequestBody.Streamed {
    private final HttpRequest request;
    private final RequestBody.Streamed body;

    WatchedBody(HttpRequest request, RequestBody.Streamed body) {
      this.request = request;
      this.body = body;
    }

    @Override
    public long length() {
      return body.length();
    }

    @Override
    public Headers trailers() {
      return body.trailers();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      body.subscribe(
          new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              time(() -> subscriber.onSubscribe(subscription));
            }

            @Override
            public void onNext(ByteBuffer piece) {
              time(() -> subscriber.onNext(piece));
            }

            @Override
            public void onError(Throwable failure) {
              time(() -> subscriber.onError(failure));
            }

            @Override
            public void onComplete() {
              time(subscriber::onComplete);
            }
          });
    }

    private void time(Runnable step) {
      timed(
          request,
          () -> {
            step.run();
            return null;
          });
    }
  }
}
