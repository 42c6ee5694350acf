package dev.brume.core.checksum;

import dev.brume.core.schema.ByteStream;

/**
 * A body whose checksums are computed while it passes: its receiver need not hash it again for
 * requested or verified checksums.
 */
public interface DigestedBody extends ByteStream {
  /** Whether {@code algorithm} is computed. */
  boolean computes(ChecksumAlgorithm algorithm);

  /**
   * The checksum of all bytes, most significant byte first; null if it is not computed. Call after
   * onComplete.
   */
  byte[] digestOf(ChecksumAlgorithm algorithm);
}
