package dev.brume.core.checksum;

import dev.brume.core.schema.ByteStream;

/**
 * A body whose checksums are computed while it passes: who takes it in need not hash it again for
 * what was asked for or verified on its way.
 */
public interface DigestedBody extends ByteStream {
  /** Whether there will be a value of {@code algorithm}. */
  boolean computes(ChecksumAlgorithm algorithm);

  /**
   * The value over all bytes, most significant byte first; null where it is not computed. To be
   * asked for after onComplete.
   */
  byte[] digestOf(ChecksumAlgorithm algorithm);
}
