package dev.brume.core.netty;

import dev.brume.core.http.HttpLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Netty's decoder with stricter rules where two parsers of the same bytes could differ: folded
 * header lines, other versions and unusual methods are refused. It also tells whether a request's
 * head has begun and is incomplete.
 */
final class Http1Decoder extends HttpRequestDecoder {
  private static final byte LINE_FEED = '\n';

  private final int headerCount;
  private final NameCache names;
  private boolean inBody;
  private boolean headBegun;
  private boolean afterLineFeed;
  private int lines;
  private RefusedRequestException problem;

  Http1Decoder(HttpLimits limits, NameCache names) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.requestLineBytes())
            .setMaxHeaderSize(limits.headerBytes())
            .setMaxChunkSize(Integer.MAX_VALUE));
    this.headerCount = limits.headerCount();
    this.names = names;
  }

  /** Whether the first bytes of a request have arrived, but not the end of its headers. */
  boolean isHeadBegun() {
    return headBegun;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    int before = out.size();
    if (inBody) {
      super.decode(ctx, buffer, out);
      inBody = !endsMessage(out, before);
      return;
    }
    int from = headBegun ? buffer.readerIndex() : skipEmptyLines(buffer);
    super.decode(ctx, buffer, out);
    checkLines(buffer, from, buffer.readerIndex());
    headBegun |= buffer.writerIndex() > from;
    if (out.size() > before) {
      if (problem != null) {
        ((HttpMessage) out.get(before)).setDecoderResult(DecoderResult.failure(problem));
      }
      inBody = !endsMessage(out, before);
      headBegun = false;
      afterLineFeed = false;
      lines = 0;
    }
  }

  private static boolean endsMessage(List<Object> out, int from) {
    for (int i = from; i < out.size(); i++) {
      if (out.get(i) instanceof LastHttpContent) {
        return true;
      }
    }
    return false;
  }

  /** Some clients send an empty line after a body; it does not begin a request. */
  private static int skipEmptyLines(ByteBuf buffer) {
    int index = buffer.readerIndex();
    while (index < buffer.writerIndex() && isLineEnd(buffer.getByte(index))) {
      index++;
    }
    return index;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == LINE_FEED;
  }

  private void checkLines(ByteBuf buffer, int from, int to) {
    int start = from;
    while (start < to) {
      if (afterLineFeed && isBlank(buffer.getByte(start))) {
        problem = new RefusedRequestException(400, "folded header line");
      }
      int end = buffer.indexOf(start, to, LINE_FEED);
      afterLineFeed = end >= 0;
      if (end < 0) {
        return;
      }
      if (lines == 0 && hasControl(buffer, start, end - 1)) {
        problem = new RefusedRequestException(400, "control character in the request line");
      }
      start = end + 1;
      lines++;
    }
    // The request line and the final empty line are not header lines.
    if (lines - 2 > headerCount) {
      problem = new RefusedRequestException(431, "too many header lines");
    }
  }

  /** Tabs between the words would be read as spaces. */
  private static boolean hasControl(ByteBuf buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = buffer.getByte(i);
      if (b >= 0 && b < ' ') {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    String method = initialLine[0];
    HttpMethod known = HttpMethod.GET.name().equals(method) ? HttpMethod.GET : null;
    if (known == null) {
      if (method.isEmpty() || HttpHeaderValidationUtil.validateToken(method) != -1) {
        throw new RefusedRequestException(400, "no HTTP method");
      }
      known = HttpMethod.valueOf(method);
    }
    return new DefaultHttpRequest(version(initialLine[2]), known, initialLine[1], new FieldList());
  }

  private static HttpVersion version(String text) {
    if (text.equals("HTTP/1.1")) {
      return HttpVersion.HTTP_1_1;
    }
    if (text.equals("HTTP/1.0")) {
      return HttpVersion.HTTP_1_0;
    }
    boolean other =
        text.length() == 8
            && text.startsWith("HTTP/")
            && Character.isDigit(text.charAt(5))
            && text.charAt(6) == '.'
            && Character.isDigit(text.charAt(7));
    throw new RefusedRequestException(other ? 505 : 400, "no supported HTTP version");
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    AsciiString name = names.name(line, start, length);
    if (name == null) {
      throw new RefusedRequestException(400, "no header name");
    }
    return name;
  }
}
