package dev.brume.core.netty;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpHandler;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestTimeoutException;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its response. Dispatches the request to the handler, brings the response back to
 * the connection's thread, and notifies waiting handlers when the client disconnects.
 */
abstract class HttpExchange implements ClientConnection {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  private enum State {
    /** The handler has the request. */
    ASKED,
    /** The response is available. */
    ANSWERED,
    /** The client has disconnected or was refused: a response would have no recipient. */
    GONE
  }

  protected final Connection connection;

  // Guarded by this.
  private State state = State.ASKED;
  private List<Runnable> closeActions;
  private boolean halfClosed;

  HttpExchange(Connection connection) {
    this.connection = connection;
  }

  /** Sends the response; on the loop, at most once. */
  abstract void write(HttpResponse response);

  /** Closes the connection or stream without a response. On the loop. */
  abstract void hangUp();

  /** Dispatches to the handler. On the loop. */
  final void dispatch(HttpHandler handler, HttpRequest request) {
    CompletionStage<HttpResponse> stage;
    try {
      stage = handler.handle(request);
    } catch (Throwable e) {
      settle(null, e);
      return;
    }
    if (stage instanceof CompletableFuture<HttpResponse> future
        && future.isDone()
        && !future.isCompletedExceptionally()) {
      settle(future.join(), null);
      return;
    }
    EventLoop loop = connection.loop().eventLoop();
    stage.whenComplete(
        (response, failure) -> {
          if (loop.inEventLoop()) {
            settle(response, failure);
            return;
          }
          try {
            loop.execute(() -> settle(response, failure));
          } catch (RejectedExecutionException e) {
            discard(response);
          }
        });
  }

  private void settle(HttpResponse response, Throwable failure) {
    synchronized (this) {
      if (state != State.ASKED) {
        discard(response);
        return;
      }
      state = State.ANSWERED;
      closeActions = null;
    }
    HttpResponse answer = response;
    if (isTimeout(failure)) {
      answer = HttpResponse.of(408, new Headers(), new byte[0]);
    } else if (response == null || failure != null) {
      LOG.error("The handler failed to answer a request", failure);
      answer = HttpResponse.of(500, new Headers(), new byte[0]);
    }
    try {
      write(answer);
    } catch (RuntimeException e) {
      LOG.error("A response could not be sent", e);
      hangUp();
    }
  }

  private static boolean isTimeout(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RequestTimeoutException;
  }

  /** The client can't be answered any more. Runs the close actions, once. */
  final void gone() {
    List<Runnable> actions;
    synchronized (this) {
      if (state != State.ASKED) {
        return;
      }
      state = State.GONE;
      actions = closeActions;
      closeActions = null;
    }
    if (actions != null) {
      actions.forEach(HttpExchange::run);
    }
  }

  /** Whether the response is still pending and wanted. */
  final synchronized boolean isAsked() {
    return state == State.ASKED;
  }

  /**
   * The client has closed its output. Most clients do so by closing the connection, some by
   * shutting down their output only: for the latter a response that comes soon is still sent; for
   * the former a waiting request is given up.
   */
  final void halfClose() {
    synchronized (this) {
      halfClosed = true;
      if (state != State.ASKED || closeActions == null) {
        return;
      }
    }
    giveUp();
  }

  /**
   * Releases pending waits first, and only then the connection: whoever sees it closed may rely on
   * nothing waiting any more.
   */
  private void giveUp() {
    gone();
    synchronized (this) {
      if (state != State.GONE) {
        return; // the response came first
      }
    }
    hangUp();
  }

  @Override
  public final synchronized boolean isOpen() {
    return state != State.GONE && connection.channel().isActive();
  }

  @Override
  public final void onClose(Runnable action) {
    boolean atOnce = false;
    boolean hangUp = false;
    synchronized (this) {
      switch (state) {
        case ANSWERED -> {}
        case GONE -> atOnce = true;
        case ASKED -> {
          if (closeActions == null) {
            closeActions = new ArrayList<>(1);
          }
          closeActions.add(action);
          hangUp = halfClosed;
        }
      }
    }
    if (atOnce) {
      run(action);
    } else if (hangUp) {
      connection.loop().eventLoop().execute(this::giveUp);
    }
  }

  @Override
  public final boolean isSecure() {
    return connection.isSecure();
  }

  @Override
  public final String tlsVersion() {
    return connection.tlsVersion();
  }

  @Override
  public final String cipherSuite() {
    return connection.cipherSuite();
  }

  @Override
  public final String remoteAddress() {
    return connection.remoteAddress();
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("An action on a client's disconnect failed", e);
    }
  }

  /** Releases the stream of a response that will not be sent. */
  static void discard(HttpResponse response) {
    if (response == null || response.stream() == null) {
      return;
    }
    response.stream()
        .subscribe(
            new Flow.Subscriber<ByteBuffer>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.cancel();
              }

              @Override
              public void onNext(ByteBuffer item) {}

              @Override
              public void onError(Throwable failure) {}

              @Override
              public void onComplete() {}
            });
  }
}
