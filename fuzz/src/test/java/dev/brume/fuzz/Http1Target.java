package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/**
 * Bytes on a connection that then is shut down for writing: what comes back is a sequence of whole
 * responses without a server's fault among them, the connection ends, and a request on another one
 * is answered.
 */
final class Http1Target implements Target {
  private static final int MOST_BYTES = 200_000;

  private final CountingServer server = new CountingServer();

  @Override
  public List<byte[]> seeds() {
    return Refusals.seeds(
        "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /a?b=c HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
            + "3;a=b\r\nabc\r\n0\r\nX-T: v\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "PUT http://h:80/x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
        "HEAD /%C3%A9 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: [::1]:4566\r\nX: " + "y".repeat(300) + "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
            + "Connection: Upgrade, HTTP2-Settings\r\n\r\n",
        "CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n");
  }

  @Override
  public void take(byte[] input) throws IOException {
    int first = input.length == 0 ? 'G' : input[0];
    boolean otherProtocol = first == 'P' && startsWithPreface(input) || first == 0x16;
    try (Socket socket = server.connect()) {
      CountingServer.sendAll(socket, input, MOST_BYTES);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      if (otherProtocol || mayUpgrade(input)) {
        in.readAllBytes();
      } else {
        while (readResponse(in)) {
          // Each is checked as it is read.
        }
      }
    }
    server.checkAlive();
  }

  private static boolean startsWithPreface(byte[] input) {
    return new String(input, 0, Math.min(input.length, 3), ISO_8859_1).equals("PRI");
  }

  private static boolean mayUpgrade(byte[] input) {
    return new String(input, ISO_8859_1).toLowerCase(Locale.ROOT).contains("h2c");
  }

  /** Whether there was one more. The server says in a field which method it answers. */
  private static boolean readResponse(InputStream in) throws IOException {
    String statusLine = line(in);
    if (statusLine == null) {
      return false;
    }
    Refusals.check(statusLine.startsWith("HTTP/1.1 "), "No response: " + statusLine);
    int status = Integer.parseInt(statusLine.substring(9, 12));
    Refusals.check(status < 500 || status == 501 || status == 505, statusLine);
    long length = -1;
    boolean head = false;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      int colon = field.indexOf(": ");
      Refusals.check(colon > 0, "No field: " + field);
      switch (field.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Long.parseLong(field.substring(colon + 2));
        case "x-method" -> head = field.endsWith(" HEAD");
        default -> {
          // Says nothing of the body.
        }
      }
    }
    if (status >= 200 && !head) {
      Refusals.check(length >= 0, "A response without a length");
      Refusals.check(in.readNBytes((int) length).length == length, "A response that is cut off");
    }
    return true;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        Refusals.check(line.isEmpty(), "A response ends in a line: " + line);
        return null;
      }
      line.append((char) next);
    }
    Refusals.check(line.toString().endsWith("\r"), "A line without its end: " + line);
    return line.substring(0, line.length() - 1);
  }
}
