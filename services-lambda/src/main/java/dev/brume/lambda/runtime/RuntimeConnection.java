package dev.brume.lambda.runtime;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A runtime's HTTP/1.1 connection, with bodies of a known length or in chunks, and with trailers,
 * with which runtimes report errors in the middle of a response. All methods block.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112: HTTP/1.1</a>
 */
final class RuntimeConnection implements AutoCloseable {
  private static final int MAX_LINE = 65_536;
  private static final int MAX_FIELDS = 200;
  private static final int PIECE = 16_384;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private Head head;
  private boolean bodyRead;

  /**
   * A request without its body.
   *
   * @param fields by name in lower case
   */
  record Head(String method, String path, Map<String, String> fields) {
    String field(String name) {
      return fields.get(name.toLowerCase(Locale.ROOT));
    }
  }

  RuntimeConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), PIECE);
    out = socket.getOutputStream();
  }

  /** The next request; null if the runtime has closed the connection. */
  Head next() throws IOException {
    String line = line();
    if (line == null) {
      return null;
    }
    String[] parts = line.split(" ");
    if (parts.length != 3) {
      throw new IOException("No request line of HTTP/1.1");
    }
    String target = parts[1];
    int query = target.indexOf('?');
    head = new Head(parts[0], query < 0 ? target : target.substring(0, query), fields());
    bodyRead = false;
    return head;
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new TreeMap<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || fields.size() == MAX_FIELDS) {
        throw new IOException("No field of HTTP/1.1");
      }
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return fields;
  }

  /** Reads the body; returns the trailers, which may be empty. */
  Map<String, String> body(Consumer<byte[]> pieces) throws IOException {
    bodyRead = true;
    if ("100-continue".equalsIgnoreCase(head.field("Expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    String coding = head.field("Transfer-Encoding");
    if (coding == null) {
      String length = head.field("Content-Length");
      pass(length == null ? 0 : Long.parseLong(length), pieces);
      return Map.of();
    }
    if (!coding.equalsIgnoreCase("chunked")) {
      throw new IOException("Unknown transfer coding");
    }
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      pass(size, pieces);
      if (!"".equals(line())) {
        throw new IOException("A chunk is longer than it says");
      }
    }
    return fields();
  }

  private long chunkSize() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException();
    }
    int semicolon = line.indexOf(';');
    return Long.parseLong((semicolon < 0 ? line : line.substring(0, semicolon)).trim(), 16);
  }

  private void pass(long length, Consumer<byte[]> pieces) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, length)];
    long left = length;
    while (left > 0) {
      int read = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        throw new EOFException();
      }
      pieces.accept(Arrays.copyOf(piece, read));
      left -= read;
    }
  }

  private String line() throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
      }
      if (length == MAX_LINE) {
        throw new IOException("A line is too long");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = (byte) next;
    }
    if (length > 0) {
      throw new EOFException();
    }
    return null;
  }

  /** Answers the request; the rest of its body is skipped. */
  void answer(int status, Map<String, String> fields, byte[] body) throws IOException {
    if (!bodyRead) {
      body(piece -> {});
    }
    StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    out.write(all);
  }

  /** Whether this is the connection over a socket. */
  boolean isOf(Socket other) {
    return socket == other;
  }

  /** Whether the runtime requests closing the connection after this request. */
  boolean isLast() {
    return "close".equalsIgnoreCase(head.field("Connection"));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }
}
