package dev.brume.kms.engine;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The part of DER needed for keys of curves that Java does not support.
 *
 * @param tag the type
 * @param content its bytes
 */
record Der(int tag, byte[] content) {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  static Der sequence(Der... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Der part : parts) {
      out.writeBytes(part.bytes());
    }
    return new Der(SEQUENCE, out.toByteArray());
  }

  static Der integer(BigInteger value) {
    return new Der(INTEGER, value.toByteArray());
  }

  static Der bitString(byte[] bytes) {
    byte[] content = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, content, 1, bytes.length);
    return new Der(BIT_STRING, content);
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int start = length[0] == 0 ? 1 : 0;
      out.write(0x80 | length.length - start);
      out.write(length, start, length.length - start);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  /**
   * Parses consecutive elements.
   *
   * @throws IllegalArgumentException if it is not DER
   */
  static List<Der> read(byte[] bytes) {
    List<Der> all = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int tag = bytes[at++] & 0xff;
      int length = at < bytes.length ? bytes[at++] & 0xff : -1;
      if (length > 0x80) {
        int count = length & 0x7f;
        length = 0;
        for (int i = 0; i < count && i < 3 && at < bytes.length; i++) {
          length = length << 8 | bytes[at++] & 0xff;
        }
      }
      if (length < 0 || at + length > bytes.length) {
        throw new IllegalArgumentException("No DER");
      }
      all.add(new Der(tag, Arrays.copyOfRange(bytes, at, at + length)));
      at += length;
    }
    return all;
  }

  /** The parts of a sequence. */
  List<Der> parts() {
    if (tag != SEQUENCE) {
      throw new IllegalArgumentException("No sequence");
    }
    return read(content);
  }

  BigInteger number() {
    if (tag != INTEGER || content.length == 0) {
      throw new IllegalArgumentException("No integer");
    }
    return new BigInteger(content);
  }
}
