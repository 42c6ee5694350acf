package dev.brume.sqs.engine;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The content of a receipt handle: the queue, the message and the receive. It is opaque to clients;
 * a checksum detects any other text.
 *
 * @param queueIdentity the queue's identity, as 16 hexadecimal digits
 * @param ordinal the message's position in the queue
 * @param receive the number of the receive from that queue, from 1
 */
record ReceiptHandle(String queueIdentity, long ordinal, int receive) {
  /** Makes the text begin like AWS's handles. */
  private static final byte[] PREFIX = {1, 1, 1};

  private static final int BYTES = PREFIX.length + 8 + 8 + 4 + 4 + 6;
  private static final int TEXT_LENGTH = BYTES / 3 * 4;
  private static final long SCRAMBLE = 0x5DEECE66D1CE4E5BL;

  String text() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).put(PREFIX);
    long identity = Long.parseUnsignedLong(queueIdentity, 16);
    bytes.putLong(identity);
    bytes.putLong(ordinal ^ identity ^ SCRAMBLE);
    bytes.putInt(receive ^ (int) (identity + ordinal));
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), 0, bytes.position());
    bytes.putInt((int) sum.getValue());
    bytes.put(padding(identity, ordinal));
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static byte[] padding(long identity, long ordinal) {
    long mixed = (identity + ordinal) * SCRAMBLE;
    return new byte[] {
      (byte) mixed,
      (byte) (mixed >> 8),
      (byte) (mixed >> 16),
      (byte) (mixed >> 24),
      (byte) (mixed >> 32),
      (byte) (mixed >> 40)
    };
  }

  /** Parses a handle; empty if {@code text} was not issued by any queue. */
  static Optional<ReceiptHandle> parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.capacity() != BYTES) {
      return Optional.empty();
    }
    bytes.position(PREFIX.length);
    long identity = bytes.getLong();
    long ordinal = bytes.getLong() ^ identity ^ SCRAMBLE;
    int receive = bytes.getInt() ^ (int) (identity + ordinal);
    ReceiptHandle handle = new ReceiptHandle(String.format("%016x", identity), ordinal, receive);
    return handle.text().equals(text) ? Optional.of(handle) : Optional.empty();
  }
}
