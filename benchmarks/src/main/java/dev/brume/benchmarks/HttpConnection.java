package dev.brume.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection: as little client as will do, so that the server is measured.
 */
final class HttpConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 60_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final byte[] line = new byte[16_384];

  HttpConnection(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
    socket.setSoTimeout(READ_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 65_536);
  }

  /** What came back: the head with its blank line, and the body. */
  record Answer(int status, byte[] head, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Sends the bytes of a request and reads the answer to it. */
  Answer call(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    StringBuilder head = new StringBuilder(512);
    String status = readLine(head);
    int length = 0;
    boolean chunked = false;
    for (String field = readLine(head); !field.isEmpty(); field = readLine(head)) {
      if (startsWith(field, "content-length:")) {
        length = Integer.parseInt(field.substring("content-length:".length()).trim());
      } else if (startsWith(field, "transfer-encoding:")) {
        chunked = true;
      }
    }
    byte[] body = chunked ? readChunks() : readFully(length);
    byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new Answer(Integer.parseInt(status.substring(9, 12)), headBytes, body);
  }

  private static boolean startsWith(String field, String name) {
    return field.regionMatches(true, 0, name, 0, name.length());
  }

  private byte[] readChunks() throws IOException {
    StringBuilder ignored = new StringBuilder();
    byte[] body = new byte[0];
    for (int size = chunkSize(ignored); size > 0; size = chunkSize(ignored)) {
      byte[] chunk = readFully(size);
      byte[] longer = java.util.Arrays.copyOf(body, body.length + size);
      System.arraycopy(chunk, 0, longer, body.length, size);
      body = longer;
      readLine(ignored);
    }
    readLine(ignored);
    return body;
  }

  private int chunkSize(StringBuilder ignored) throws IOException {
    return Integer.parseInt(readLine(ignored).trim(), 16);
  }

  private byte[] readFully(int length) throws IOException {
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("The server closed the connection inside a body");
    }
    return body;
  }

  private String readLine(StringBuilder head) throws IOException {
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The server closed the connection");
      }
      line[length++] = (byte) next;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    String text = new String(line, 0, end, StandardCharsets.ISO_8859_1);
    head.append(text).append("\r\n");
    return text;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
