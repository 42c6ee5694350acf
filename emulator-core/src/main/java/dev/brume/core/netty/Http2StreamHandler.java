package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpLimits;
import dev.brume.core.http.TruncatedBodyException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP/2 stream: decodes its frames and carries one exchange. Only used on the loop. */
final class Http2StreamHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  private final Connection connection;
  private final HttpLimits limits;
  private final Channel channel;
  private Http2Exchange exchange;
  private boolean ended;
  private boolean autoRead = true;
  private boolean active = true;

  /** The writable bytes at the last check; changes as the client reads. */
  private long roomBefore;

  private long since;

  Http2StreamHandler(Connection connection, Channel channel) {
    this.connection = connection;
    this.limits = connection.front().limits();
    this.channel = channel;
    this.since = connection.loop().nowMillis();
  }

  Channel channel() {
    return channel;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    active = true;
    if (ended) {
      ReferenceCountUtil.release(frame);
      return;
    }
    switch (frame) {
      case Http2HeadersFrame headers when exchange == null -> begin(headers);
      case Http2HeadersFrame trailers ->
          exchange.end(Unpooled.EMPTY_BUFFER, fields(trailers.headers()));
      case Http2DataFrame data -> {
        ByteBuf bytes = data.content();
        exchange.content(bytes, data.isEndStream());
      }
      default -> ReferenceCountUtil.release(frame);
    }
  }

  private void begin(Http2HeadersFrame frame) {
    RequestHead head;
    try {
      head = Http2Head.read(frame.headers(), frame.isEndStream());
      if (frame.headers().size() > limits.headerCount()) {
        throw new RefusedRequestException(431, "too many header lines");
      }
    } catch (RefusedRequestException e) {
      LOG.debug("Refused a request: {}", e.getMessage());
      refuse(e.status());
      return;
    }
    exchange = new Http2Exchange(this, connection, head);
    exchange.begin(limits.wholeBodyBytes());
    if (frame.isEndStream()) {
      exchange.content(Unpooled.EMPTY_BUFFER, true);
    } else {
      updateReading();
    }
  }

  /** All fields but the pseudo-fields. */
  static Headers fields(Http2Headers frame) {
    Headers headers = new Headers(frame.size());
    for (Map.Entry<CharSequence, CharSequence> field : frame) {
      if (field.getKey().charAt(0) != ':') {
        headers.add(field.getKey().toString(), field.getValue().toString());
      }
    }
    return headers;
  }

  /** Reads from the client if the input has a destination. */
  void updateReading() {
    boolean wanted = ended || exchange == null || exchange.wantsInput();
    if (wanted != autoRead) {
      autoRead = wanted;
      // Time in which nobody read the client's input is not counted against it.
      active |= wanted;
      channel.config().setAutoRead(wanted);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame) {
      channel.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    active = true;
    if (exchange != null && channel.isWritable()) {
      exchange.resume();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended = true;
    if (exchange != null) {
      exchange.cut(new TruncatedBodyException("The client gave up the request"));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("A stream broke: {}", String.valueOf(cause.getMessage()));
    reset(cause instanceof Http2Exception e ? e.error() : Http2Error.INTERNAL_ERROR);
  }

  // ---- output

  void headers(Http2Headers headers, boolean last) {
    channel.write(new DefaultHttp2HeadersFrame(headers, last));
  }

  ChannelFuture data(ByteBuf bytes, boolean last) {
    active = true;
    return channel.write(new DefaultHttp2DataFrame(bytes, last));
  }

  void flush() {
    channel.flush();
  }

  /** The response is complete; the rest of an unwanted request is not awaited. */
  void finished(boolean unread) {
    if (unread && !ended) {
      ended = true;
      updateReading();
      flush();
      reset(Http2Error.NO_ERROR);
    }
  }

  void reset(Http2Error error) {
    channel.writeAndFlush(new DefaultHttp2ResetFrame(error));
  }

  /** Answers an invalid request with a bare status. */
  private void refuse(int status) {
    Http2Headers headers = new DefaultHttp2Headers(false);
    headers.status(Integer.toString(status));
    boolean started = exchange != null && exchange.isResponseStarted();
    ended = true;
    connection.front().traffic().refused(status);
    if (exchange != null) {
      exchange.cut(new TruncatedBodyException("The request was refused"));
    }
    if (started) {
      reset(Http2Error.CANCEL);
      return;
    }
    headers(headers, true);
    flush();
    reset(Http2Error.NO_ERROR);
  }

  // ---- time

  /** The body did not arrive in time. */
  private void giveUp() {
    since = connection.loop().nowMillis();
    if (!exchange.timeOut()) {
      refuse(408);
    }
  }

  void tick(long nowMillis) {
    if (exchange != null
        && !exchange.isRequestComplete()
        && !ended
        && exchange.isTooSlow(nowMillis, autoRead)) {
      giveUp();
      return;
    }
    long room = channel.bytesBeforeUnwritable();
    if (active || room != roomBefore) {
      active = false;
      roomBefore = room;
      since = nowMillis;
      return;
    }
    if (ended || exchange == null || nowMillis - since < limits.bodyIdleMillis()) {
      return;
    }
    if (exchange.awaitsWindow()) {
      reset(Http2Error.CANCEL);
    } else if (!channel.isWritable()) {
      channel.close();
    } else if (!exchange.isRequestComplete() && autoRead) {
      giveUp();
    }
  }
}
