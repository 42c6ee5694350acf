package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the heads of HTTP/1.1 responses, one after the other in the same array. The framing
 * headers (Content-Length, Transfer-Encoding, Connection) are set by the front end only. A value
 * can't add a line: control characters become spaces. Only used on one thread.
 */
final class ResponseHead {
  /** Instead of a length: the body is sent in chunks. */
  static final long CHUNKED = -1;

  /** Instead of a length: the body ends with the connection, or there is none. */
  static final long UNSAID = -2;

  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);
  private static final int STATUSES = 600;
  private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
  private static final byte[] DATE = ascii("Date: ");
  private static final byte[] CHUNKED_LINE = ascii("Transfer-Encoding: chunked\r\n");
  private static final byte[] CLOSE_LINE = ascii("Connection: close\r\n");
  private static final byte[] KEEP_ALIVE_LINE = ascii("Connection: keep-alive\r\n");

  private final DateHeader date;
  private final byte[][] statusLines = new byte[STATUSES][];
  private byte[] bytes = new byte[1024];
  private int length;

  ResponseHead(DateHeader date) {
    this.date = date;
  }

  /** What is said about the connection. */
  enum ConnectionPersistence {
    /** Nothing: it stays open, as is usual. */
    USUAL,
    /** Keeps the connection open for an HTTP/1.0 client that asked for it. */
    KEEP_ALIVE,
    /** Closes the connection after this response. */
    CLOSE
  }

  /**
   * Head and body in one buffer.
   *
   * @param bodyLength the announced length, {@link #CHUNKED} or {@link #UNSAID}
   * @param body the part of the body that is sent with the head
   */
  ByteBuf encode(
      ByteBufAllocator allocator,
      int status,
      Headers headers,
      ConnectionPersistence persistence,
      long bodyLength,
      ByteBuffer body) {
    length = 0;
    append(statusLine(status));
    boolean dated = false;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (!isFraming(name) && field(name, headers.value(i))) {
        dated |= name.equalsIgnoreCase("Date");
      }
    }
    if (!dated) {
      append(DATE);
      append(date.bytes());
      endOfLine();
    }
    if (bodyLength >= 0) {
      append(CONTENT_LENGTH);
      number(bodyLength);
      endOfLine();
    } else if (bodyLength == CHUNKED) {
      append(CHUNKED_LINE);
    }
    if (persistence != ConnectionPersistence.USUAL) {
      append(persistence == ConnectionPersistence.CLOSE ? CLOSE_LINE : KEEP_ALIVE_LINE);
    }
    endOfLine();
    int total = length + body.remaining();
    return allocator.directBuffer(total, total).writeBytes(bytes, 0, length).writeBytes(body);
  }

  private byte[] statusLine(int status) {
    if (status < 100 || status >= STATUSES) {
      throw new IllegalArgumentException("no HTTP status: " + status);
    }
    byte[] line = statusLines[status];
    if (line == null) {
      String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
      line = ascii("HTTP/1.1 " + status + " " + reason + "\r\n");
      statusLines[status] = line;
    }
    return line;
  }

  /** The headers that determine where a message ends and whether the connection stays open. */
  static boolean isFraming(String name) {
    return switch (name.length()) {
      case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
      case 14 -> name.equalsIgnoreCase("Content-Length");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      default -> false;
    };
  }

  private boolean field(String name, String value) {
    if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) != -1) {
      LOG.error("Left out a response header with the invalid name '{}'", name);
      return false;
    }
    room(name.length() + 3 * value.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      bytes[length++] = (byte) name.charAt(i);
    }
    bytes[length++] = ':';
    bytes[length++] = ' ';
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c > 0xff) {
        length -= i;
        utf8(value);
        break;
      }
      bytes[length++] = isControl(c) ? (byte) ' ' : (byte) c;
    }
    endOfLine();
    return true;
  }

  static boolean isControl(char c) {
    return (c < ' ' && c != '\t') || c == 0x7f;
  }

  /** The whole value as UTF-8, because it has characters outside of Latin-1. */
  private void utf8(String value) {
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      bytes[length++] = b >= 0 && isControl((char) b) ? (byte) ' ' : b;
    }
  }

  private void number(long value) {
    long rest = value;
    int digits = 1;
    while (rest >= 10) {
      rest /= 10;
      digits++;
    }
    room(digits);
    rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void endOfLine() {
    room(2);
    bytes[length++] = '\r';
    bytes[length++] = '\n';
  }

  private void append(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void room(int wanted) {
    if (length + wanted > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + wanted, bytes.length * 2));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
