package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told, and takes responses apart. */
final class RawConnection implements AutoCloseable {
  /** A response as it came. */
  record Answer(String statusLine, Headers headers, byte[] body, Headers trailers) {
    int status() {
      return Integer.parseInt(statusLine.split(" ")[1]);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Long enough for any machine; only a test that fails waits for it. */
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RawConnection(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  Socket socket() {
    return socket;
  }

  RawConnection send(String bytes) throws IOException {
    return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawConnection send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Sends each byte in a segment of its own. */
  RawConnection trickle(String bytes) throws IOException {
    for (byte b : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
      out.write(b);
      out.flush();
    }
    return this;
  }

  /** Reads a response with a body. */
  Answer answer() throws IOException {
    return answer(true);
  }

  /** Reads a response; {@code withBody} is false for one to HEAD. */
  Answer answer(boolean withBody) throws IOException {
    String statusLine = line();
    Headers headers = fields();
    byte[] body = new byte[0];
    Headers trailers = new Headers();
    int status = Integer.parseInt(statusLine.split(" ")[1]);
    if (withBody && status >= 200 && status != 204 && status != 304) {
      if ("chunked".equals(headers.first("Transfer-Encoding"))) {
        body = chunks();
        trailers = fields();
      } else if (headers.contains("Content-Length")) {
        int length = Integer.parseInt(headers.first("Content-Length"));
        body = in.readNBytes(length);
        if (body.length < length) {
          throw new IOException("body ended at " + body.length + " of " + length);
        }
      } else {
        body = in.readAllBytes();
      }
    }
    return new Answer(statusLine, headers, body, trailers);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      if (size == 0) {
        return body.toByteArray();
      }
      body.write(in.readNBytes(size));
      if (!line().isEmpty()) {
        throw new IOException("chunk longer than its size");
      }
    }
  }

  private Headers fields() throws IOException {
    Headers headers = new Headers();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(": ");
      headers.add(line.substring(0, colon), line.substring(colon + 2));
    }
    return headers;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("connection closed within a line: " + line);
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new IOException("line without carriage return: " + text);
    }
    return text.substring(0, text.length() - 1);
  }

  /** Whether the server has closed its side, with nothing before. Waits for either. */
  boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  /** All until the server closes. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
