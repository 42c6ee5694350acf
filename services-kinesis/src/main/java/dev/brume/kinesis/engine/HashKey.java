package dev.brume.kinesis.engine;

import dev.brume.core.checksum.ChecksumAlgorithm;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A hash key: a 128-bit number; a stream's shards divide their range.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html">Partition
 *     keys</a>
 */
public record HashKey(long high, long low) implements Comparable<HashKey> {
  /** The first. */
  public static final HashKey MIN = new HashKey(0, 0);

  /** The last: 2^128 - 1. */
  public static final HashKey MAX = new HashKey(-1, -1);

  private static final int BITS = 128;

  /** The hash key of a number below 2^128. */
  static HashKey of(BigInteger number) {
    return new HashKey(number.shiftRight(Long.SIZE).longValue(), number.longValue());
  }

  /** The hash key of a decimal number; null if it is not below 2^128. */
  public static HashKey ofDecimal(String text) {
    BigInteger number = new BigInteger(text);
    return number.bitLength() > BITS ? null : of(number);
  }

  /** "An MD5 hash function is used to map partition keys to 128-bit integer values." */
  public static HashKey ofPartitionKey(String partitionKey) {
    ByteBuffer digest =
        ByteBuffer.wrap(ChecksumAlgorithm.MD5.of(partitionKey.getBytes(StandardCharsets.UTF_8)));
    return new HashKey(digest.getLong(), digest.getLong());
  }

  /** The number. */
  BigInteger value() {
    byte[] bytes = new byte[2 * Long.BYTES];
    ByteBuffer.wrap(bytes).putLong(high).putLong(low);
    return new BigInteger(1, bytes);
  }

  /** The one before; not of {@link #MIN}. */
  HashKey previous() {
    return new HashKey(low == 0 ? high - 1 : high, low - 1);
  }

  /** The one after; not of {@link #MAX}. */
  HashKey next() {
    return new HashKey(low == -1 ? high + 1 : high, low + 1);
  }

  @Override
  public int compareTo(HashKey other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** The decimal number, in AWS's format. */
  @Override
  public String toString() {
    return value().toString();
  }
}
