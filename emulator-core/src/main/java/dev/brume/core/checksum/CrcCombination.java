package dev.brume.core.checksum;

/**
 * Computes the CRC of two concatenated byte sequences from their CRCs, without the bytes. CRCs are
 * polynomials over GF(2) here, with reversed bits: the highest bit represents 1.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3:
 *     full object checksums of multipart uploads</a>
 */
enum CrcCombination {
  CRC32(Integer.SIZE, 0xedb88320L),
  CRC32C(Integer.SIZE, 0x82f63b78L),
  CRC64NVME(Long.SIZE, Crc64Nvme.POLYNOMIAL);

  private final long one;
  private final long polynomial;

  CrcCombination(int width, long reversedPolynomial) {
    this.one = 1L << width - 1;
    this.polynomial = reversedPolynomial;
  }

  /**
   * The CRC of the concatenation.
   *
   * @param secondLength the number of bytes of the second sequence
   */
  long combine(long first, long second, long secondLength) {
    return times(first, powerOfX(secondLength)) ^ second;
  }

  /** x to the power of eight times {@code bytes}. */
  private long powerOfX(long bytes) {
    long power = one;
    long square = one >>> Byte.SIZE;
    for (long left = bytes; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        power = times(power, square);
      }
      square = times(square, square);
    }
    return power;
  }

  private long times(long a, long b) {
    long product = 0;
    long shifted = b;
    for (long bit = one; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ polynomial;
    }
    return product;
  }
}
