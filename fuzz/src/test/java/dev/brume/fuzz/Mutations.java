package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bends inputs without looking at what comes of it. */
final class Mutations {
  private static final List<String> PIECES =
      List.of(
          "\r\n",
          "\n",
          "\r\n\r\n",
          "0\r\n",
          ":",
          ";",
          ",",
          "=",
          "&",
          "%",
          "%00",
          "%2F",
          "/",
          "//",
          "..",
          "\0",
          "\u00ff",
          "\u007f",
          "\u00c3\u00a9",
          "\u00ed\u00a0\u0080",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\u0000",
          "\\ud800",
          "<",
          ">",
          "</",
          "/>",
          "&#0;",
          "&lt;",
          "<!DOCTYPE a>",
          "]]>",
          "-1",
          "0",
          "1e999",
          "99999999999999999999",
          "2147483648",
          "-9223372036854775809",
          "0x1p3",
          "NaN",
          "null",
          "true",
          "\u00bf",
          "\u009f",
          "\u00ff",
          "\u00fb\u007f\u00f8",
          "\u001b",
          "\u0000",
          "chunk-signature=",
          "Content-Length: 1\r\n",
          "Transfer-Encoding: chunked\r\n",
          " ",
          "\t");

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  byte[] of(List<byte[]> seeds) {
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes, seeds);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes, List<byte[]> seeds) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 64));
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> replace(bytes, at, length, new byte[0]);
      case 2 -> replace(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 3 ->
          replace(bytes, at, 0, PIECES.get(random.nextInt(PIECES.size())).getBytes(ISO_8859_1));
      case 4 -> {
        byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(ISO_8859_1);
        yield replace(bytes, at, Math.min(piece.length, bytes.length - at), piece);
      }
      case 5 -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length + 1);
        yield replace(bytes, at, length, Arrays.copyOfRange(other, from, other.length));
      }
      default -> {
        for (int i = at; i < at + Math.min(length, 3); i++) {
          bytes[i] = (byte) random.nextInt();
        }
        yield bytes;
      }
    };
  }

  private static byte[] replace(byte[] bytes, int at, int length, byte[] by) {
    byte[] replaced = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, replaced, 0, at);
    System.arraycopy(by, 0, replaced, at, by.length);
    System.arraycopy(bytes, at + length, replaced, at + by.length, bytes.length - at - length);
    return replaced;
  }
}
