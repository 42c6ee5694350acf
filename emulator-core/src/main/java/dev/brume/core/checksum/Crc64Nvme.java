package dev.brume.core.checksum;

import java.util.zip.Checksum;

/**
 * CRC-64/NVME, which S3 gives every object that comes without another checksum: polynomial {@code
 * 0xad93d23594c93659}, reflected, begun and ended with all bits set. The JDK has none.
 */
final class Crc64Nvme implements Checksum {
  /** The polynomial with its bits reversed. */
  private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

  private static final int SLICES = 8;
  private static final long[][] TABLES = tables();

  private long crc = ~0L;

  private static long[][] tables() {
    long[][] tables = new long[SLICES][256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      tables[0][i] = value;
    }
    for (int slice = 1; slice < SLICES; slice++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[slice - 1][i];
        tables[slice][i] = (before >>> 8) ^ tables[0][(int) before & 0xff];
      }
    }
    return tables;
  }

  @Override
  public void update(int b) {
    crc = (crc >>> 8) ^ TABLES[0][(int) (crc ^ b) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (end - at >= SLICES) {
      long mixed = 0;
      for (int i = 0; i < SLICES; i++) {
        int index = (int) ((crc >>> (8 * i)) ^ bytes[at + i]) & 0xff;
        mixed ^= TABLES[SLICES - 1 - i][index];
      }
      crc = mixed;
      at += SLICES;
    }
    while (at < end) {
      update(bytes[at++]);
    }
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
