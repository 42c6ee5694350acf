package dev.brume.kinesis.engine;

/**
 * The most that was written to an on-demand stream in a minute of one day.
 *
 * @param bytes of keys and data
 * @param records how many
 */
public record WritePeak(long bytes, long records) {
  /** Nothing was written. */
  static final WritePeak NONE = new WritePeak(0, 0);

  private static final long MINUTE_SECONDS = 60;

  /** The greater of both numbers. */
  WritePeak or(WritePeak other) {
    return new WritePeak(Math.max(bytes, other.bytes), Math.max(records, other.records));
  }

  /** How many shards take the double of it. */
  long shardsForDouble() {
    return Math.max(
        perSecond(2 * bytes, ShardThroughput.WRITTEN_BYTES),
        perSecond(2 * records, ShardThroughput.WRITTEN_RECORDS));
  }

  private static long perSecond(long inMinute, long ofShard) {
    long inShard = ofShard * MINUTE_SECONDS;
    return (inMinute + inShard - 1) / inShard;
  }
}
