package dev.brume.core.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an HTTP/2 connection that sends too many nearly empty DATA frames: each costs work, and
 * memory until its stream is read. Placed before the streams, which may not be read at all. The
 * codec only counts consecutive empty frames.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113.html#section-10.5">RFC 9113, 10.5: denial of
 *     service considerations</a>
 */
final class SmallFrames extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  /** Frames with fewer bytes are small; a larger one makes up for several of them. */
  private static final int BYTES_OF_A_FRAME = 64;

  /** More than a client sends by mistake, and some milliseconds of work. */
  private static final int MOST = 10_000;

  private int surplus;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof Http2DataFrame frame)) {
      context.fireChannelRead(message);
      return;
    }
    if (surplus < MOST && !frame.isEndStream()) {
      surplus = Math.max(0, surplus + 1 - frame.content().readableBytes() / BYTES_OF_A_FRAME);
      if (surplus == MOST) {
        LOG.debug("A connection sent too many DATA frames with next to nothing in them");
        context
            .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM))
            .addListener(sent -> context.executor().execute(context::close));
      }
    }
    if (surplus == MOST) {
      ReferenceCountUtil.release(frame);
    } else {
      context.fireChannelRead(frame);
    }
  }
}
