package dev.brume.kinesis.engine;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * What tells a record from all others of its stream, and orders those of a shard. AWS writes it as
 * a decimal number of 56 digits: 47 hexadecimal digits in which the shard, the place in it and the
 * time can be seen.
 *
 * @param createdSeconds when the shard was made, since 1970; a child's is later than its parents',
 *     so its numbers are greater
 * @param shard the number of the shard
 * @param index the place in the shard, from 1; 0 begins a shard, {@link #LAST_INDEX} ends it
 * @param seconds when the record came, since 1970
 */
public record RecordSequenceNumber(long createdSeconds, int shard, long index, long seconds) {
  /** The place that ends a closed shard. */
  public static final long LAST_INDEX = Long.MAX_VALUE;

  /** The digit before all others, and the version after all others. */
  private static final long MARK = 2;

  private static final int SECONDS_BITS = 36;
  private static final long SECONDS_MASK = (1L << SECONDS_BITS) - 1;

  /** How many bits the number has whose first hexadecimal digit of 47 is 2. */
  private static final int VALUE_BITS = 186;

  private static final int VALUE_BYTES = 3 * Long.BYTES;

  /** The number that {@code text} is; null where it is none of a stream's. */
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

  /** The decimal number, as AWS writes it. */
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
