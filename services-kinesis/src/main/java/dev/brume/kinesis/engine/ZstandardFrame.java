package dev.brume.kinesis.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes as a frame of Zstandard that every decoder reads. Its blocks hold them as they are, so it
 * is no shorter: the Java platform has no encoder, and nobody here pays for storage.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878.html#section-3.1.1">RFC 8878, Zstandard
 *     frames</a>
 */
final class ZstandardFrame {
  private static final int MAGIC = 0xFD2FB528;

  /** A single segment, whose length is told in eight bytes; no dictionary, no checksum. */
  private static final byte DESCRIPTOR = (byte) 0xE0;

  private static final int MAX_BLOCK_BYTES = 128 * 1_024;
  private static final int BLOCK_HEADER_BYTES = 3;
  private static final int HEADER_BYTES = Integer.BYTES + 1 + Long.BYTES;

  private ZstandardFrame() {}

  static byte[] of(byte[] content) {
    int blocks = Math.max(1, (content.length + MAX_BLOCK_BYTES - 1) / MAX_BLOCK_BYTES);
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_BYTES + blocks * BLOCK_HEADER_BYTES + content.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(MAGIC)
            .put(DESCRIPTOR)
            .putLong(content.length);
    for (int block = 0; block < blocks; block++) {
      int from = block * MAX_BLOCK_BYTES;
      int length = Math.min(MAX_BLOCK_BYTES, content.length - from);
      int header = length << BLOCK_HEADER_BYTES | (block == blocks - 1 ? 1 : 0);
      out.putShort((short) header).put((byte) (header >> Short.SIZE));
      out.put(content, from, length);
    }
    return out.array();
  }
}
