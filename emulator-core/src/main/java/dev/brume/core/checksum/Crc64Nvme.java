package dev.brume.core.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME, which S3 computes for every object without another checksum: polynomial {@code
 * 0xad93d23594c93659}, reflected, initialized and finally XORed with all bits set. The JDK does not
 * have it.
 *
 * <p>Processes eight bytes per step. Because each step depends on the previous one, long pieces are
 * split into three strands that are computed in parallel and combined afterwards.
 */
final class Crc64Nvme implements Checksum {
  /** The polynomial with its bits reversed. */
  static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int STRANDS = 3;
  private static final int STRAND_BYTES = 1024;

  /** The remainder of a byte followed by as many further bytes as the index. */
  private static final long[][] FOLLOWED = followed();

  /** The same as constants, which lets the compiler omit checks. */
  private static final long[] F0 = FOLLOWED[0];

  private static final long[] F1 = FOLLOWED[1];
  private static final long[] F2 = FOLLOWED[2];
  private static final long[] F3 = FOLLOWED[3];
  private static final long[] F4 = FOLLOWED[4];
  private static final long[] F5 = FOLLOWED[5];
  private static final long[] F6 = FOLLOWED[6];
  private static final long[] F7 = FOLLOWED[7];

  /** The remainder of each byte of a state followed by a strand of zeros. */
  private static final long[][] SKIPPED = skipped();

  private long crc = ~0L;

  private static long[][] followed() {
    long[][] tables = new long[Long.BYTES][256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      tables[0][i] = value;
    }
    for (int k = 1; k < tables.length; k++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[k - 1][i];
        tables[k][i] = (before >>> 8) ^ tables[0][(int) before & 0xff];
      }
    }
    return tables;
  }

  private static long[][] skipped() {
    long[][] tables = new long[Long.BYTES][256];
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long state = 1L << bit;
      for (int i = 0; i < STRAND_BYTES; i += Long.BYTES) {
        state = step(state);
      }
      long[] table = tables[bit / Byte.SIZE];
      int lowest = 1 << bit % Byte.SIZE;
      for (int i = lowest; i < 256; i++) {
        if ((i & lowest) != 0) {
          table[i] ^= state;
        }
      }
    }
    return tables;
  }

  /** The state after eight bytes that are already combined in {@code mixed}. */
  private static long step(long mixed) {
    return F7[(int) mixed & 0xff]
        ^ F6[(int) (mixed >>> 8) & 0xff]
        ^ F5[(int) (mixed >>> 16) & 0xff]
        ^ F4[(int) (mixed >>> 24) & 0xff]
        ^ F3[(int) (mixed >>> 32) & 0xff]
        ^ F2[(int) (mixed >>> 40) & 0xff]
        ^ F1[(int) (mixed >>> 48) & 0xff]
        ^ F0[(int) (mixed >>> 56)];
  }

  private static long skip(long state) {
    long after = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      after ^= SKIPPED[i][(int) (state >>> i * Byte.SIZE) & 0xff];
    }
    return after;
  }

  @Override
  public void update(int b) {
    crc = (crc >>> 8) ^ F0[(int) (crc ^ b) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    for (; end - at >= STRANDS * STRAND_BYTES; at += STRANDS * STRAND_BYTES) {
      crc = strands(crc, bytes, at);
    }
    long state = crc;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      state = step(state ^ (long) LITTLE_ENDIAN.get(bytes, at));
    }
    crc = state;
    while (at < end) {
      update(bytes[at++]);
    }
  }

  private static long strands(long state, byte[] bytes, int offset) {
    long first = state;
    long second = 0;
    long third = 0;
    for (int at = offset; at < offset + STRAND_BYTES; at += Long.BYTES) {
      first = step(first ^ (long) LITTLE_ENDIAN.get(bytes, at));
      second = step(second ^ (long) LITTLE_ENDIAN.get(bytes, at + STRAND_BYTES));
      third = step(third ^ (long) LITTLE_ENDIAN.get(bytes, at + 2 * STRAND_BYTES));
    }
    return skip(skip(first) ^ second) ^ third;
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = ~0L;
  }
}
