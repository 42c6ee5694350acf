package dev.brume.kinesis.engine;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A sequence number: unique in its stream, and ordered within a shard. AWS writes it as a decimal
 * number of 56 digits: 47 hexadecimal digits that contain the shard, the index in it and the time.
 *
 * @param createdSeconds when the shard was created, since 1970; a child's is later than its
 *     parents', so its numbers are greater
 * @param shard the number of the shard
 * @param index the index in the shard, from 1; 0 begins a shard, {@link #LAST_INDEX} ends it
 * @param seconds when the record arrived, since 1970
 */
public record RecordSequenceNumber(long createdSeconds, int shard, long index, long seconds) {
  /** The index that ends a closed shard. */
  public static final long LAST_INDEX = Long.MAX_VALUE;

  /** The first hexadecimal digit, and the version as the last. */
  private static final long MARK = 2;

  private static final int SECONDS_BITS = 36;
  private static final long SECONDS_MASK = (1L << SECONDS_BITS) - 1;

  /** The number's bits, with a first hexadecimal digit of 2 out of 47. */
  private static final int VALUE_BITS = 186;

  private static final int VALUE_BYTES = 3 * Long.BYTES;

  /** Parses {@code text}; null if it is not a sequence number. */
  public static RecordSequenceNumber parse(String text) {
    BigInteger value = new BigInteger(text);
    if (value.bitLength() != VALUE_BITS || value.testBit(VALUE_BITS - 2)) {
      return null;
    }
    long high = value.shiftRight(2 * Long.SIZE).longValue();
    long middle = value.shiftRight(Long.SIZE).longValue();
    long low = value.longValue();
    long created = high >>> 20 & SECONDS_MASK;
    long index = high << 48 | middle >>> 16;
    long seconds = (middle & 0xff) << 28 | low >>> 36;
    int shard = (int) (low >>> 4);
    boolean valid =
        (low & 0xf) == MARK && index >= 0 && shard >= 0 && (high >>> 16 & 0xf) == (shard & 0xf);
    return valid ? new RecordSequenceNumber(created, shard, index, seconds) : null;
  }

  /** The decimal number, in AWS's format. */
  @Override
  public String toString() {
    long high =
        MARK << 56
            | (createdSeconds & SECONDS_MASK) << 20
            | (long) (shard & 0xf) << 16
            | index >>> 48;
    long middle = index << 16 | seconds >>> 28 & 0xff;
    long low = seconds << 36 | (long) shard << 4 | MARK;
    byte[] bytes = new byte[VALUE_BYTES];
    ByteBuffer.wrap(bytes).putLong(high).putLong(middle).putLong(low);
    return new BigInteger(bytes).toString();
  }
}
