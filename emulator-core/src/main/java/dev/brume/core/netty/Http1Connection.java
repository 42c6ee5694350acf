package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpLimits;
import dev.brume.core.http.TruncatedBodyException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1 connection: one request after the other, each answered before the next is processed, so
 * that pipelined requests take effect and are answered in order. Reads no more than it can use.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter implements Connection.Stage {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  private final Connection connection;
  private final HttpLimits limits;
  private final Http1Decoder decoder;
  private ChannelHandlerContext ctx;
  private Http1Exchange current;
  private ArrayDeque<HttpObject> waiting;
  private RequestHead upgrading;
  private boolean taking;
  private boolean reading;
  private boolean unflushed;
  private boolean autoRead = true;
  private boolean inputClosed;
  private boolean ended;
  private boolean lingering;
  private boolean active = true;
  private long since;
  private long headSince = -1;
  private long unsentBytes;

  Http1Connection(Connection connection, Http1Decoder decoder) {
    this.connection = connection;
    this.limits = connection.front().limits();
    this.decoder = decoder;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    since = connection.loop().nowMillis();
    connection.stage(this);
  }

  // ---- input

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    reading = true;
    active = true;
    if (ended) {
      ReferenceCountUtil.release(message);
      return;
    }
    HttpObject part = (HttpObject) message;
    if (mustWait()) {
      if (waiting == null) {
        waiting = new ArrayDeque<>();
      }
      waiting.add(part);
      updateReading();
    } else {
      take(part);
    }
  }

  private boolean mustWait() {
    if (waiting != null && !waiting.isEmpty()) {
      return true;
    }
    return current == null ? !isFree() : current.isRequestComplete();
  }

  /** Whether the next request may be handed over: enough of what was answered has been taken. */
  private boolean isFree() {
    return ctx.channel().isWritable() && !connection.unsent().isTotalFull();
  }

  private void take(HttpObject part) {
    if (part instanceof HttpRequest request) {
      begin(request);
    } else if (part instanceof HttpContent content) {
      if (current == null) {
        content.release();
        upgrade();
      } else if (content.decoderResult().isFailure()) {
        content.release();
        refuse(400);
      } else {
        current.content(content);
      }
    }
  }

  private void begin(HttpRequest request) {
    headSince = -1;
    RequestHead head;
    try {
      head = RequestHead.of(request);
    } catch (RefusedRequestException e) {
      LOG.debug("Refused a request: {}", e.getMessage());
      ReferenceCountUtil.release(request);
      refuse(e.status());
      return;
    }
    if (waiting == null && H2cUpgrade.isOffered(head, connection)) {
      upgrading = head;
      return;
    }
    current = new Http1Exchange(this, connection, head);
    current.begin(limits.wholeBodyBytes());
    updateReading();
  }

  private void upgrade() {
    RequestHead head = upgrading;
    if (head == null) {
      return;
    }
    upgrading = null;
    ended = true;
    try {
      H2cUpgrade.perform(head, connection, this, decoder);
    } catch (Http2Exception e) {
      LOG.debug("Refused an upgrade: {}", e.getMessage());
      ctx.close();
    }
  }

  /** The exchange is over in both directions; starts the next one. */
  void finished(Http1Exchange exchange) {
    if (exchange != current || ended) {
      return;
    }
    current = null;
    if (waiting != null) {
      takeWaiting();
    }
    if (inputClosed) {
      afterInput();
    }
  }

  private void takeWaiting() {
    if (taking) {
      return;
    }
    taking = true;
    try {
      while (!ended && !waiting.isEmpty()) {
        boolean free = current == null ? isFree() : !current.isRequestComplete();
        if (!free) {
          break;
        }
        take(waiting.poll());
      }
    } finally {
      taking = false;
    }
    updateReading();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reading = false;
    if (unflushed) {
      unflushed = false;
      ctx.flush();
      countUnsent();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    countUnsent();
    if (!ctx.channel().isWritable()) {
      return;
    }
    if (current != null) {
      current.resume();
    }
    if (waiting != null && !ended) {
      takeWaiting();
      if (inputClosed) {
        afterInput();
      }
    }
  }

  /** Reads from the client if the input has a destination. */
  void updateReading() {
    boolean wanted;
    if (ended || inputClosed) {
      wanted = true;
    } else if (current != null && !current.isRequestComplete()) {
      wanted = current.wantsInput();
    } else {
      wanted = waiting == null || waiting.size() < limits.pipelinedMessages();
    }
    if (wanted != autoRead) {
      autoRead = wanted;
      // Time in which nobody read the client's input is not counted against it.
      active |= wanted;
      ctx.channel().config().setAutoRead(wanted);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputClosed = true;
      if (ended) {
        closeWhenSent();
      } else {
        afterInput();
      }
    }
  }

  /** The input has ended: complete requests are still answered. */
  private void afterInput() {
    if (ended || (waiting != null && !waiting.isEmpty())) {
      return;
    }
    if (current == null) {
      ended = true;
      closeWhenSent();
    } else if (current.isRequestComplete()) {
      current.halfClose();
    } else {
      refuse(400);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended = true;
    endCurrent(new TruncatedBodyException("The client closed the connection"));
    releaseWaiting();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    connection.unsent().set(0);
  }

  private void endCurrent(IOException cause) {
    Http1Exchange exchange = current;
    current = null;
    if (exchange != null) {
      exchange.cut(cause);
    }
  }

  private void releaseWaiting() {
    while (waiting != null && !waiting.isEmpty()) {
      ReferenceCountUtil.release(waiting.poll());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("A connection broke: {}", cause.getMessage());
    } else {
      LOG.error("A connection failed", cause);
    }
    ctx.close();
  }

  // ---- output

  /** Sends bytes; flushes once at the end of a batch of requests. */
  void send(ByteBuf bytes) {
    ctx.write(bytes, ctx.voidPromise());
    if (reading && ctx.channel().isWritable()) {
      unflushed = true;
    } else {
      unflushed = false;
      ctx.flush();
      countUnsent();
    }
  }

  private long countUnsent() {
    ChannelOutboundBuffer outbound = ctx.channel().unsafe().outboundBuffer();
    long unsent = outbound == null ? 0 : outbound.totalPendingWriteBytes();
    connection.unsent().set(unsent);
    return unsent;
  }

  /** Sends a part of a file, and runs {@code sent} when that is done. */
  void send(FileRegion region, Runnable sent) {
    ctx.writeAndFlush(region)
        .addListener(
            done -> {
              if (done.isSuccess()) {
                active = true;
                sent.run();
              } else {
                exceptionCaught(ctx, done.cause());
              }
            });
  }

  /** Whether the connection permits further requests, apart from the exchange itself. */
  boolean mayStayOpen() {
    boolean more = !inputClosed || (waiting != null && !waiting.isEmpty());
    return more && !connection.front().isStopping();
  }

  /** Ends the connection after this response. */
  void endAfter(Http1Exchange exchange) {
    if (exchange != current || ended) {
      return;
    }
    ended = true;
    current = null;
    boolean unread = !exchange.isRequestComplete() || (waiting != null && !waiting.isEmpty());
    releaseWaiting();
    if (unread && !inputClosed) {
      linger();
    } else {
      closeWhenSent();
    }
  }

  /** Answers an invalid request with a bare status, and ends the connection. */
  private void refuse(int status) {
    boolean answered = current != null && current.isResponseStarted();
    ended = true;
    connection.front().traffic().refused(status);
    endCurrent(new TruncatedBodyException("The request was refused"));
    releaseWaiting();
    if (answered) {
      ctx.close();
      return;
    }
    String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
    send(
        connection
            .loop()
            .head()
            .encode(
                ctx.alloc(),
                status,
                new Headers().add("Content-Type", "text/plain"),
                ResponseHead.ConnectionPersistence.CLOSE,
                reason.length(),
                ByteBuffer.wrap(reason.getBytes(StandardCharsets.US_ASCII))));
    if (inputClosed) {
      closeWhenSent();
    } else {
      linger();
    }
  }

  private void closeWhenSent() {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Closes the output, and reads on for a moment. */
  private void linger() {
    lingering = true;
    since = connection.loop().nowMillis();
    updateReading();
    connection.endOutput(ctx);
  }

  // ---- time

  @Override
  public void tick(long nowMillis) {
    if (!lingering) {
      noteProgress(nowMillis);
    }
    long still = nowMillis - since;
    if (ended) {
      if (still >= (lingering ? limits.lingerMillis() : limits.bodyIdleMillis())) {
        ctx.close();
      }
      return;
    }
    if (current == null && waiting != null && !waiting.isEmpty()) {
      takeWaiting();
    } else if (current == null) {
      tickBetween(nowMillis, still);
    } else if (!current.isRequestComplete()) {
      boolean slow = current.isTooSlow(nowMillis, autoRead);
      if (autoRead && (slow || still >= limits.bodyIdleMillis()) && !current.timeOut()) {
        refuse(408);
      }
    } else if (unsentBytes > 0 && still >= limits.bodyIdleMillis()) {
      ctx.close();
    }
  }

  private void noteProgress(long nowMillis) {
    long unsent = countUnsent();
    if (active || unsent != unsentBytes) {
      active = false;
      since = nowMillis;
    }
    unsentBytes = unsent;
  }

  private void tickBetween(long nowMillis, long still) {
    if (decoder.isHeadBegun()) {
      if (headSince < 0) {
        headSince = nowMillis;
      } else if (nowMillis - headSince >= limits.headMillis()) {
        refuse(408);
      }
    } else if (still >= (unsentBytes > 0 ? limits.bodyIdleMillis() : limits.idleMillis())) {
      ctx.close();
    }
  }

  @Override
  public boolean isIdle() {
    return current == null
        && !ended
        && (waiting == null || waiting.isEmpty())
        && !decoder.isHeadBegun()
        && upgrading == null;
  }

  @Override
  public long since() {
    return since;
  }

  @Override
  public void stop() {
    boolean idle = current == null && (waiting == null || waiting.isEmpty());
    if (idle && !ended && !decoder.isHeadBegun()) {
      ended = true;
      closeWhenSent();
    }
  }
}
