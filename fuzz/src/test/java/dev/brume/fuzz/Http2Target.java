package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Frames on a connection that then is shut down for writing: what comes back is frames, the
 * connection ends, and a request on another one is answered. An input is a sequence of frames:
 * type, flags, stream, length (a byte each), payload; a type of 16 or more stands for raw bytes.
 */
final class Http2Target implements Target {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1);
  private static final int RAW = 16;
  private static final int MOST_FRAME_BYTES = 1 << 24;

  /** GET and POST of / with authority h, from the static table. */
  private static final String GET = "82868401" + "0168";

  private static final String POST = "83868401" + "0168";

  private final CountingServer server = new CountingServer();

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (String frames :
        List.of(
            "04000000" + "01050106" + GET,
            "04000000" + "01040106" + POST + "00010103" + "616263",
            "0400000600" + "0300000064" + "01040106" + POST + "03000104" + "00000008",
            "04000000" + "01000106" + GET + "09040103" + "400161",
            "04000000" + "06000008" + "0000000000000000" + "08000004" + "00000001",
            "04000000" + "0105010B" + "0000000010" + GET + "02000105" + "0000000003",
            "04000000" + "07000008" + "0000000000000000")) {
      seeds.add(HexFormat.of().parseHex(frames));
    }
    return seeds;
  }

  @Override
  public void take(byte[] input) throws IOException {
    try (Socket socket = server.connect()) {
      byte[] bytes = frames(input);
      CountingServer.sendAll(socket, bytes, bytes.length);
      readFrames(new DataInputStream(socket.getInputStream()));
    }
    server.checkAlive();
  }

  private static byte[] frames(byte[] input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PREFACE);
    int at = 0;
    while (at + 4 <= input.length) {
      int type = Byte.toUnsignedInt(input[at]);
      int length = Math.min(Byte.toUnsignedInt(input[at + 3]), input.length - at - 4);
      if (type < RAW) {
        out.writeBytes(new byte[] {0, 0, (byte) length, (byte) type, input[at + 1]});
        out.writeBytes(new byte[] {0, 0, 0, input[at + 2]});
      }
      out.write(input, at + 4, length);
      at += 4 + length;
    }
    return out.toByteArray();
  }

  private static void readFrames(DataInputStream in) throws IOException {
    byte[] head = new byte[9];
    try {
      while (true) {
        in.readFully(head);
        int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
        Refusals.check(length < MOST_FRAME_BYTES && head[3] <= 9, "No frame of HTTP/2");
        in.skipNBytes(length);
      }
    } catch (EOFException | SocketException end) {
      // The server is done with this client.
    }
  }
}
