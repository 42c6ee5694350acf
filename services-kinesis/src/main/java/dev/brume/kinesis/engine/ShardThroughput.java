package dev.brume.kinesis.engine;

/**
 * The throughput of a shard in the present second. It is obsolete a second later, so it is only
 * kept in memory.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
 *     and limits</a>
 */
final class ShardThroughput {
  /** "Each shard can support writes up to 1,000 records per second." */
  static final int WRITTEN_RECORDS = 1_000;

  /** "Up to a maximum data write total of 1 MB per second." */
  static final long WRITTEN_BYTES = 1_024 * 1_024;

  /** "Each shard can support up to five read transactions per second." */
  private static final int READS = 5;

  /** "GetShardIterator has a limit of five transactions per second per open shard." */
  private static final int ITERATORS = 5;

  /** "Each shard can support up to a maximum total data read rate of 2 MB per second." */
  private static final long READ_BYTES = 2 * 1_024 * 1_024;

  /**
   * "Your stream accommodates large records by temporarily bursting": a record of 10 MiB takes the
   * throughput of a second and as much as was left over in nine others.
   *
   * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/large-records.html">Handle large
   *     records</a>
   */
  private static final long BURST_BYTES = 9 * WRITTEN_BYTES;

  private static final long SECOND_MILLIS = 1_000;

  private long writeSecond;
  private int writtenRecords;
  private long writtenBytes;
  private long burstBytes = BURST_BYTES;
  private long readSecond;
  private int reads;
  private long readBytes;
  private long blockedUntilMillis;
  private long iteratorSecond;
  private int iterators;

  /** Counts a record, if the write throughput permits it. */
  synchronized boolean takes(int bytes, long nowMillis) {
    refill(nowMillis / SECOND_MILLIS);
    long excess = bytes - (WRITTEN_BYTES - writtenBytes);
    boolean large = bytes > WRITTEN_BYTES;
    if (writtenRecords == WRITTEN_RECORDS || excess > (large ? burstBytes : 0)) {
      return false;
    }
    writtenRecords++;
    writtenBytes = Math.min(WRITTEN_BYTES, writtenBytes + bytes);
    burstBytes -= Math.max(0, excess);
    return true;
  }

  private void refill(long second) {
    long passed = second - writeSecond;
    if (passed > 0) {
      long unused = passed * WRITTEN_BYTES - writtenBytes;
      burstBytes = Math.min(BURST_BYTES, burstBytes + unused);
      writeSecond = second;
      writtenRecords = 0;
      writtenBytes = 0;
    }
  }

  /** Counts an iterator, if the limit permits it. */
  synchronized boolean givesIterator(long nowMillis) {
    long second = nowMillis / SECOND_MILLIS;
    if (second != iteratorSecond) {
      iteratorSecond = second;
      iterators = 0;
    }
    iterators++;
    return iterators <= ITERATORS;
  }

  /** Counts a read, if the read throughput permits it. */
  synchronized boolean gives(long nowMillis) {
    long second = nowMillis / SECOND_MILLIS;
    if (second != readSecond) {
      readSecond = second;
      reads = 0;
      readBytes = 0;
    }
    if (nowMillis < blockedUntilMillis || reads == READS || readBytes > READ_BYTES) {
      return false;
    }
    reads++;
    return true;
  }

  /**
   * Counts bytes read. "If a call to GetRecords returns 10 MB, subsequent calls made within the
   * next five seconds throw an exception": bytes above the rate are paid back over time.
   */
  synchronized void gave(long bytes, long nowMillis) {
    readBytes += bytes;
    if (bytes > READ_BYTES) {
      blockedUntilMillis = nowMillis + bytes * SECOND_MILLIS / READ_BYTES;
    }
  }
}
