package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpLimits;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients of HTTP/2 that make work without end: the connection is ended, and others are served.
 * Source of truth: <a href="https://www.rfc-editor.org/rfc/rfc9113.html#section-10.5">RFC 9113,
 * 10.5: denial of service</a>.
 */
@Timeout(120)
class Http2AbuseTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private static final int INITIAL_WINDOW_SIZE = 4;

  private static final int PROTOCOL_ERROR = 1;
  private static final int FRAME_SIZE_ERROR = 6;
  private static final int REFUSED_STREAM = 7;
  private static final int COMPRESSION_ERROR = 9;
  private static final int ENHANCE_YOUR_CALM = 11;

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** GET / with the authority h: indexed fields of HPACK's static table, and a literal. */
  private static final byte[] GET = HexFormat.of().parseHex("828684" + "010168");

  private static final byte[] POST = HexFormat.of().parseHex("838684" + "010168");
  private static final int MANY = 20_000;
  private static final long SOON = 200;
  private static final long NEVER = 600_000;

  private final AtomicInteger handled = new AtomicInteger();
  private EchoServer server;

  private CompletionStage<HttpResponse> neverAnswer(HttpRequest request) {
    if (request.path().equals("/fine")) {
      return EchoServer.echo(request);
    }
    handled.incrementAndGet();
    return new CompletableFuture<>();
  }

  private CompletionStage<HttpResponse> answerAtLength(HttpRequest request) {
    if (request.path().equals("/fine")) {
      return EchoServer.echo(request);
    }
    handled.incrementAndGet();
    HttpResponse response = HttpResponse.of(200, new Headers(), new byte[1_000_000]);
    return CompletableFuture.completedFuture(response);
  }

  /** A client that asks for much and opens no window for it is not answered ahead of its taking. */
  @Test
  void requestsWaitUntilTheAnswersBeforeThemAreTaken() throws IOException {
    int requests = 50;
    server = new EchoServer(this::answerAtLength, FrontEndOptions.defaults());
    try (RawConnection client = server.connect()) {
      ByteArrayOutputStream start = new ByteArrayOutputStream();
      start.writeBytes(PREFACE);
      start.writeBytes(frame(SETTINGS, 0, 0, setting(INITIAL_WINDOW_SIZE, 0)));
      for (int i = 0; i < requests; i++) {
        start.writeBytes(frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, GET));
      }
      start.writeBytes(frame(PING, 0, 0, new byte[8]));
      client.send(start.toByteArray());
      DataInputStream in = new DataInputStream(client.socket().getInputStream());
      boolean pong = false;
      for (boolean head = false; !head || !pong; ) {
        int type = readFrame(in);
        head |= type == HEADERS;
        pong |= type == PING;
      }
      assertThat(handled).as("answered ahead").hasValue(1);

      client.send(
          join(
              frame(SETTINGS, 0, 0, setting(INITIAL_WINDOW_SIZE, 10_000_000)),
              frame(WINDOW_UPDATE, 0, 0, number(2_000_000_000))));
      for (int ended = 0; ended < requests; ) {
        ended += readFrame(in) == DATA && lastFlags == END_STREAM ? 1 : 0;
      }
      assertThat(handled).hasValue(requests);
    }
  }

  /** The same for what all connections together hold: on each there is one answer. */
  @Test
  void requestsWaitWhileOtherConnectionsHoldTooMuch() throws IOException {
    server =
        new EchoServer(
            this::answerAtLength,
            FrontEndOptions.defaults().withLimits(HttpLimits.DEFAULT.withUnsentBytes(2_500_000)));
    List<RawConnection> clients = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      RawConnection client = server.connect();
      clients.add(client);
      client.send(
          join(
              PREFACE,
              frame(SETTINGS, 0, 0, setting(INITIAL_WINDOW_SIZE, 0)),
              frame(HEADERS, END_HEADERS | END_STREAM, 1, GET),
              frame(PING, 0, 0, new byte[8])));
      DataInputStream in = new DataInputStream(client.socket().getInputStream());
      int type = readFrame(in);
      while (type != PING) {
        type = readFrame(in);
      }
    }
    assertThat(handled).hasValue(3);
    clients
        .getFirst()
        .send(
            join(
                frame(SETTINGS, 0, 0, setting(INITIAL_WINDOW_SIZE, 10_000_000)),
                frame(WINDOW_UPDATE, 0, 0, number(2_000_000_000))));
    Awaitility.await().until(() -> handled.get() == 4);
    for (RawConnection client : clients) {
      client.close();
    }
  }

  private int lastFlags;

  /** Reads a frame and returns its type. */
  private int readFrame(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    lastFlags = in.readUnsignedByte();
    in.readInt();
    in.skipNBytes(length);
    return type;
  }

  private static byte[] setting(int name, int value) {
    return ByteBuffer.allocate(6).putShort((short) name).putInt(value).array();
  }

  private void serve(HttpLimits limits) throws IOException {
    server = new EchoServer(this::neverAnswer, FrontEndOptions.defaults().withLimits(limits));
  }

  /** What every test ends with: the next client is served. */
  @AfterEach
  void servesTheNext() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send("GET /fine HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(200);
    }
    server.close();
  }

  private static byte[] frame(int type, int flags, int stream, byte... payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** A frame that came: its type, its stream, and its error code where it has one. */
  private record Received(int type, int stream, int error) {}

  /** Sends the preface and {@code frames}; returns what comes until the server hangs up. */
  private List<Received> abuse(byte[] frames) throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(join(PREFACE, frame(SETTINGS, 0, 0)));
      Thread writer =
          new Thread(
              () -> {
                try {
                  client.send(frames);
                } catch (IOException e) {
                  // The server has had enough.
                }
              });
      writer.start();
      return received(client);
    }
  }

  private static List<Received> received(RawConnection client) throws IOException {
    List<Received> received = new ArrayList<>();
    DataInputStream in = new DataInputStream(client.socket().getInputStream());
    byte[] head = new byte[9];
    try {
      while (true) {
        in.readFully(head);
        ByteBuffer fields = ByteBuffer.wrap(head);
        byte[] payload = new byte[fields.getInt(0) >>> 8];
        in.readFully(payload);
        int error = 0;
        if (head[3] == RESET || head[3] == GO_AWAY) {
          error = ByteBuffer.wrap(payload).getInt(head[3] == GO_AWAY ? 4 : 0);
        }
        received.add(new Received(head[3], fields.getInt(5), error));
      }
    } catch (EOFException | SocketException end) {
      return received;
    }
  }

  private static List<Integer> goodbyes(List<Received> frames) {
    return frames.stream().filter(frame -> frame.type == GO_AWAY).map(Received::error).toList();
  }

  @Test
  void requestsThatAreResetAtOnce() throws IOException {
    serve(HttpLimits.DEFAULT);
    ByteArrayOutputStream flood = new ByteArrayOutputStream();
    for (int i = 0; i < MANY; i++) {
      int stream = 2 * i + 1;
      flood.writeBytes(frame(HEADERS, END_HEADERS | END_STREAM, stream, GET));
      flood.writeBytes(frame(RESET, 0, stream, number(8)));
    }
    assertThat(goodbyes(abuse(flood.toByteArray()))).contains(ENHANCE_YOUR_CALM);
    assertThat(handled.get()).isBetween(1, MANY / 10);
  }

  @Test
  void headersThatGoOnInEmptyFrames() throws IOException {
    serve(HttpLimits.DEFAULT);
    ByteArrayOutputStream flood = new ByteArrayOutputStream();
    flood.writeBytes(frame(HEADERS, END_STREAM, 1, GET));
    for (int i = 0; i < MANY; i++) {
      flood.writeBytes(frame(CONTINUATION, 0, 1));
    }
    assertThat(goodbyes(abuse(flood.toByteArray()))).contains(ENHANCE_YOUR_CALM);
    assertThat(handled).hasValue(0);
  }

  /** Some 4,000 bytes in the table of fields, named by one byte each time. */
  @Test
  void smallHeadersThatAreLargeWhenUnpacked() throws IOException {
    serve(HttpLimits.DEFAULT);
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(GET);
    // A literal to be remembered: name "a", and a value of 127 + 0x21 + (0x1e << 7) = 4000 bytes.
    block.writeBytes(HexFormat.of().parseHex("400161" + "7fa11e"));
    block.writeBytes("v".repeat(4000).getBytes(StandardCharsets.US_ASCII));
    byte[] references = new byte[8_000];
    Arrays.fill(references, (byte) 0xbe);
    block.writeBytes(references);
    byte[] headers = frame(HEADERS, END_HEADERS | END_STREAM, 1, block.toByteArray());
    byte[] goAway = frame(GO_AWAY, 0, 0, new byte[8]);
    List<Received> received = abuse(join(headers, goAway, frame(0, 0, 0)));
    assertThat(received)
        .anyMatch(
            frame ->
                frame.error == ENHANCE_YOUR_CALM
                    || frame.error == PROTOCOL_ERROR
                    || frame.error == COMPRESSION_ERROR
                    || frame.type == HEADERS);
    assertThat(handled).hasValue(0);
  }

  @Test
  void bodiesOfEmptyFrames() throws IOException {
    serve(HttpLimits.DEFAULT);
    ByteArrayOutputStream flood = new ByteArrayOutputStream();
    flood.writeBytes(frame(HEADERS, END_HEADERS, 1, POST));
    for (int i = 0; i < MANY; i++) {
      flood.writeBytes(frame(DATA, 0, 1));
    }
    assertThat(goodbyes(abuse(flood.toByteArray()))).contains(ENHANCE_YOUR_CALM);
  }

  /** Netty counts those in a row only. */
  @Test
  void bodiesOfFramesWithNextToNothing() throws IOException {
    serve(HttpLimits.DEFAULT);
    ByteArrayOutputStream flood = new ByteArrayOutputStream();
    flood.writeBytes(frame(HEADERS, END_HEADERS, 1, POST));
    for (int i = 0; i < MANY; i++) {
      flood.writeBytes(frame(DATA, 0, 1));
      flood.writeBytes(frame(DATA, 0, 1, (byte) 'a'));
    }
    assertThat(goodbyes(abuse(flood.toByteArray()))).contains(ENHANCE_YOUR_CALM);
  }

  /** Whoever asks on and on and reads no answer is hung up on before the answers fill the heap. */
  @Test
  void pingsWhoseAnswersNobodyReads() throws IOException {
    serve(HttpLimits.DEFAULT);
    byte[] pings = new byte[17 * 10_000];
    byte[] ping = frame(PING, 0, 0, new byte[8]);
    for (int at = 0; at < pings.length; at += ping.length) {
      System.arraycopy(ping, 0, pings, at, ping.length);
    }
    try (RawConnection client = server.connect()) {
      client.send(join(PREFACE, frame(SETTINGS, 0, 0)));
      boolean hungUp = false;
      for (int i = 0; i < 200 && !hungUp; i++) {
        try {
          client.send(pings);
        } catch (IOException e) {
          hungUp = true;
        }
      }
      assertThat(hungUp).isTrue();
    }
  }

  @Test
  void moreStreamsThanAreAllowed() throws IOException {
    serve(HttpLimits.DEFAULT);
    ByteArrayOutputStream flood = new ByteArrayOutputStream();
    for (int i = 0; i <= HttpLimits.STREAMS_PER_CONNECTION; i++) {
      flood.writeBytes(frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, GET));
    }
    flood.writeBytes(frame(PING, 0, 1, new byte[8])); // Of a stream, which ends the connection.
    List<Received> received = abuse(flood.toByteArray());
    int last = 2 * HttpLimits.STREAMS_PER_CONNECTION + 1;
    assertThat(received).contains(new Received(RESET, last, REFUSED_STREAM));
    assertThat(handled).hasValue(HttpLimits.STREAMS_PER_CONNECTION);
  }

  @Test
  void framesThatAreTooLargeOrMakeNoSense() throws IOException {
    serve(HttpLimits.DEFAULT);
    byte[] huge = frame(DATA, 0, 1);
    huge[0] = 127;
    assertThat(goodbyes(abuse(huge))).containsAnyOf(FRAME_SIZE_ERROR, PROTOCOL_ERROR);
    byte[] request = frame(HEADERS, END_HEADERS, 1, POST);
    assertThat(goodbyes(abuse(join(request, frame(WINDOW_UPDATE, 0, 0, number(0))))))
        .contains(PROTOCOL_ERROR);
    byte[] broken = frame(HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0xff, (byte) 0xff);
    assertThat(goodbyes(abuse(broken))).contains(COMPRESSION_ERROR);
    assertThat(goodbyes(abuse(join(frame(HEADERS, 0, 1, GET), frame(PING, 0, 0, new byte[8])))))
        .contains(PROTOCOL_ERROR);
  }

  /** A header block that never ends is no request: the connection is idle. */
  @Test
  void headersThatDoNotEnd() throws IOException {
    serve(HttpLimits.DEFAULT.withTimes(NEVER, NEVER, SOON, NEVER));
    assertThat(abuse(frame(HEADERS, END_STREAM, 1, GET))).isNotEmpty();
    assertThat(handled).hasValue(0);
  }

  /** A client that opens no window for the answer is given up in the time for bodies. */
  @Test
  void answersThatAreNotTaken() throws IOException {
    server =
        new EchoServer(
            request ->
                CompletableFuture.completedFuture(
                    HttpResponse.of(
                        200, new Headers(), "not taken".getBytes(StandardCharsets.US_ASCII))),
            FrontEndOptions.defaults()
                .withLimits(HttpLimits.DEFAULT.withTimes(NEVER, SOON, 10 * SOON, NEVER)));
    byte[] closedWindow =
        frame(SETTINGS, 0, 0, (byte) 0, (byte) 4, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
    List<Received> received =
        abuse(join(closedWindow, frame(HEADERS, END_HEADERS | END_STREAM, 1, GET)));
    assertThat(received).anyMatch(frame -> frame.type == HEADERS);
    assertThat(received).anyMatch(frame -> frame.type == RESET && frame.stream == 1);
  }

  /** What follows an upgrade has to be HTTP/2; the client is told that it is not. */
  @Test
  void somethingElseAfterAnUpgrade() throws IOException {
    serve(HttpLimits.DEFAULT);
    try (RawConnection client = server.connect()) {
      client.send(
          "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(
              new String(
                  client.socket().getInputStream().readNBytes(71), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 101 ")
          .endsWith("\r\n\r\n");
      assertThat(goodbyes(received(client))).contains(PROTOCOL_ERROR);
    }
    assertThat(handled.get()).isLessThanOrEqualTo(1);
  }
}
