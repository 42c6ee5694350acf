package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.http.RequestTimeoutException;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bodies of an exchange, common to HTTP/1 and HTTP/2: decides which request bodies are whole
 * and which are streamed, and tracks what has arrived and what is being sent. Only used on the
 * loop.
 */
abstract class BodyExchange extends HttpExchange implements IncomingBody.Source, ResponseBody.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);
  private static final byte[] NOTHING = new byte[0];

  protected final RequestHead request;
  private byte[] whole;
  private int filled;
  private IncomingBody body;
  private long arrived;
  private boolean awaitsContinue;
  private boolean requestComplete;
  private boolean timedOut;
  private BodyPace pace;
  private boolean responseStarted;
  private boolean responseComplete;
  private ResponseBody outgoing;

  BodyExchange(Connection connection, RequestHead request) {
    super(connection);
    this.request = request;
  }

  /** Tells the client that it may send the body. */
  abstract void sendContinue();

  /** Resumes or pauses reading from the client, as {@link #wantsInput} says. */
  abstract void updateReading();

  /** Called when the response has been sent. */
  abstract void answered();

  /** Closes the connection or stream, whose response can't be completed. */
  abstract void breakOff();

  /** Sends a whole response, or starts to send a streamed one. */
  abstract void send(HttpResponse response);

  /**
   * Dispatches the request if its body is streamed; otherwise waits for the body.
   *
   * @param wholeBodyBytes the longest body that is collected before the dispatch
   */
  final void begin(int wholeBodyBytes) {
    long length = request.contentLength();
    boolean mayWait = request.expectsContinue() && length != 0;
    if (request.expectsContinue() && !mayWait) {
      // There is nothing to wait for. But some clients that get no leave (boto3 until 2026) take
      // the
      // next answer on the connection apart as a part of this one.
      sendContinue();
    }
    if (length >= 0 && length <= wholeBodyBytes && !mayWait) {
      whole = length == 0 ? NOTHING : new byte[(int) length];
      return;
    }
    awaitsContinue = request.expectsContinue();
    body = new IncomingBody(connection.loop().eventLoop(), this, length);
    ask(body);
  }

  /** Dispatches to the handler, at once or when permitted. */
  void ask(RequestBody with) {
    RequestTarget target = request.target();
    dispatch(
        connection.front().handler(),
        new HttpRequest(
            request.method(), target.path(), target.query(), request.headers(), with, this));
  }

  /**
   * Receives a piece of the body, and releases it. The decoders pass no more than the announced
   * length.
   *
   * @param trailers the fields after the body; null if more of it follows
   */
  final void take(ByteBuf bytes, Headers trailers) {
    boolean last = trailers != null;
    int length = bytes.readableBytes();
    requestComplete |= last;
    if (whole != null) {
      bytes.readBytes(whole, filled, length);
      filled += length;
      bytes.release();
      if (last) {
        ask(filled == 0 ? RequestBody.EMPTY : new RequestBody.Whole(whole));
      }
      return;
    }
    arrived += length;
    awaitsContinue &= length == 0 && !last;
    if (last) {
      body.addLast(bytes, trailers);
    } else {
      body.add(bytes);
    }
  }

  /** Whether the whole request has arrived. */
  final boolean isRequestComplete() {
    return requestComplete;
  }

  final boolean isResponseStarted() {
    return responseStarted;
  }

  final boolean isResponseComplete() {
    return responseComplete;
  }

  /** Whether the body's bytes have a reader, or are to be discarded. */
  boolean wantsInput() {
    return whole != null || body.wantsMore() || (body.isAbandoned() && !awaitsContinue);
  }

  /** Whether the handler reads the body to its end. */
  final boolean isBodyRead() {
    return body.isClaimed() && !body.isAbandoned();
  }

  /** Whether so little of the body is missing that it may be read and discarded. */
  final boolean mayDrain() {
    long left = request.contentLength() - arrived;
    return left >= 0
        && left <= connection.front().limits().drainBytes()
        && !awaitsContinue
        && !timedOut;
  }

  /** Whether the body arrives too slowly or not at all; called at each tick. */
  final boolean isTooSlow(long nowMillis, boolean reading) {
    if (pace == null) {
      pace = new BodyPace(connection.front().limits(), nowMillis);
    }
    return pace.isTooSlow(nowMillis, filled + arrived, reading);
  }

  /**
   * Fails the body with a timeout, so that its reader answers in the words of its service. A method
   * without a body could take effect without it, so it is not dispatched.
   *
   * @return whether there will be a response
   */
  final boolean timeOut() {
    boolean needsBody = request.method().equals("PUT") || request.method().equals("POST");
    if (timedOut || responseStarted || (whole != null && !needsBody)) {
      return false;
    }
    timedOut = true;
    connection.front().traffic().refused(408);
    if (whole != null) {
      whole = null;
      body = new IncomingBody(connection.loop().eventLoop(), this, request.contentLength());
      body.fail(new RequestTimeoutException());
      ask(body);
    } else {
      body.fail(new RequestTimeoutException());
    }
    return true;
  }

  @Override
  public final void demandChanged() {
    if (awaitsContinue && body.wantsMore()) {
      awaitsContinue = false;
      sendContinue();
    }
    updateReading();
  }

  /** The client can't be answered any more and sends nothing more. */
  final void cut(IOException cause) {
    gone();
    if (body != null) {
      body.fail(cause);
    }
    if (outgoing != null) {
      outgoing.cancel();
    }
  }

  /** Called when the client reads again. */
  final void resume() {
    if (outgoing != null) {
      outgoing.resume();
    }
  }

  @Override
  final void write(HttpResponse response) {
    responseStarted = true;
    send(response);
  }

  /** Whether a response with this status never has a body. */
  static boolean isBodiless(int status) {
    return status == 204 || status == 304 || status < 200;
  }

  /** The length of the body that a HEAD response omits; negative if unknown. */
  static long announcedLength(HttpResponse response) {
    String announced = response.headers().first("Content-Length");
    if (announced != null) {
      return Long.parseLong(announced);
    }
    return response.bytes() != null ? response.bytes().length : response.stream().length();
  }

  /** Sends a streamed response as fast as the client reads it. */
  final void stream(HttpResponse response) {
    ResponseBody started =
        ResponseBody.send(connection.loop().eventLoop(), response.stream(), this);
    if (!responseComplete) {
      outgoing = started;
    }
  }

  /** Called when the whole response has been written. */
  final void complete() {
    responseComplete = true;
    outgoing = null;
    if (body != null) {
      body.fail(new IOException("The request was answered before the end of its body"));
    }
    answered();
  }

  @Override
  public final void abort(Throwable cause) {
    LOG.error("A response body broke off", cause);
    breakOff();
  }
}
