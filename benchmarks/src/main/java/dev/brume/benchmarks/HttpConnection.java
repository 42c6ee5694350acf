package dev.brume.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection: as little client as will do, so that the server is measured.
 */
final class HttpConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 60_000;
  private static final int BUFFER_BYTES = 256 * 1024;

  private final int port;
  private Socket socket;
  private InputStream in;

  /** Whether the server has said that the answer was its last on this connection. */
  private boolean last;

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private final byte[] line = new byte[16_384];
  private final Recording recording;

  /**
   * @param recording keeps all answers; null where nobody needs them
   */
  HttpConnection(int port, Recording recording) throws IOException {
    this.port = port;
    this.recording = recording;
    connect();
  }

  private void connect() throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
    socket.setSoTimeout(READ_MILLIS);
    in = socket.getInputStream();
  }

  /** What came back: the head with its blank line, and the body. */
  record Answer(int status, byte[] head, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Itself, where it tells of success. */
    Answer ok() throws IOException {
      checkStatus(status, body);
      return this;
    }

    /** The value of a header field. */
    String field(String name) throws IOException {
      for (String field : new String(head, StandardCharsets.ISO_8859_1).split("\r\n")) {
        if (startsWith(field, name + ":")) {
          return field.substring(name.length() + 1).trim();
        }
      }
      throw new IOException("No field " + name);
    }
  }

  /** Sends the bytes of a request and reads the answer to it. */
  Answer call(byte[] request) throws IOException {
    return call(request, new byte[0]);
  }

  /** Sends head and body of a request and reads the answer to it. */
  Answer call(byte[] head, byte[] body) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    StringBuilder fields = new StringBuilder(512);
    send(head, body);
    int status = receive(fields, received);
    byte[] headBytes = fields.toString().getBytes(StandardCharsets.ISO_8859_1);
    Answer answer = new Answer(status, headBytes, received.toByteArray());
    if (recording != null) {
      recording.keep(head, answer);
    }
    return answer;
  }

  /** The same for an answer of which only the length is of interest, which is returned. */
  long exchange(byte[] head, byte[] body) throws IOException {
    if (recording != null) {
      return call(head, body).ok().body().length;
    }
    send(head, body);
    return receive();
  }

  /** Begins a request, or goes on with it. */
  void send(byte[]... parts) throws IOException {
    if (last) {
      last = false;
      socket.close();
      connect();
    }
    OutputStream out = socket.getOutputStream();
    for (byte[] part : parts) {
      if (part.length > 0) {
        out.write(part);
      }
    }
  }

  /** Reads an answer whose body nobody looks at, and returns the body's length. */
  long receive() throws IOException {
    Counter counter = new Counter();
    int status = receive(null, counter);
    if (status >= 300) {
      throw new IOException("Status " + status);
    }
    return counter.bytes;
  }

  /** Reads an answer into {@code body}; returns the status. */
  int receive(StringBuilder head, OutputStream body) throws IOException {
    String status = readLine(head);
    if (status.startsWith("HTTP/1.1 100")) {
      readLine(head);
      if (head != null) {
        head.setLength(0);
      }
      status = readLine(head);
    }
    long length = 0;
    boolean chunked = false;
    for (String field = readLine(head); !field.isEmpty(); field = readLine(head)) {
      if (startsWith(field, "content-length:")) {
        length = Long.parseLong(field.substring("content-length:".length()).trim());
      } else if (startsWith(field, "transfer-encoding:")) {
        chunked = true;
      } else if (startsWith(field, "connection: close")) {
        last = true;
      }
    }
    if (!chunked) {
      copy(length, body);
    }
    for (long size = chunked ? chunkSize() : 0; size > 0; size = chunkSize()) {
      copy(size, body);
      readLine(null);
    }
    if (chunked) {
      readLine(null);
    }
    return Integer.parseInt(status.substring(9, 12));
  }

  private static void checkStatus(int status, byte[] body) throws IOException {
    if (status != 200 && status != 206) {
      String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
      throw new IOException(
          "Status " + status + ": " + text.substring(0, Math.min(200, text.length())));
    }
  }

  private static boolean startsWith(String field, String name) {
    return field.regionMatches(true, 0, name, 0, name.length());
  }

  private long chunkSize() throws IOException {
    return Long.parseLong(readLine(null).trim(), 16);
  }

  private void copy(long length, OutputStream to) throws IOException {
    for (long left = length; left > 0; ) {
      fill();
      int now = (int) Math.min(left, limit - position);
      to.write(buffer, position, now);
      position += now;
      left -= now;
    }
  }

  private void fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
      if (limit == 0) {
        throw new EOFException("The server closed the connection");
      }
    }
  }

  private String readLine(StringBuilder head) throws IOException {
    int length = 0;
    while (true) {
      fill();
      byte next = buffer[position++];
      if (next == '\n') {
        break;
      }
      line[length++] = next;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    String text = new String(line, 0, end, StandardCharsets.ISO_8859_1);
    if (head != null) {
      head.append(text).append("\r\n");
    }
    return text;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] many, int offset, int length) {
      bytes += length;
    }
  }
}
