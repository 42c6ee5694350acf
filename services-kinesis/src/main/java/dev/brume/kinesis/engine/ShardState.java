package dev.brume.kinesis.engine;

/**
 * The stored form of a shard, without its records.
 *
 * @param number its number among all shards that the stream has ever had, from 0
 * @param parent the number of the shard that was split or merged into it; -1 for none
 * @param adjacentParent the number of the other parent of a merge; -1 for none
 * @param span its hash keys
 * @param createdSeconds the start of its sequence numbers
 * @param openedMillis when it was opened
 * @param closedMillis when it was closed; 0 while it is open
 */
public record ShardState(
    int number,
    int parent,
    int adjacentParent,
    KeySpan span,
    long createdSeconds,
    long openedMillis,
    long closedMillis) {
  /** The shard number for none. */
  public static final int NONE = -1;

  private static final String FIRST_ID = "shardId-000000000000";

  /** The name of the shard with that number; made for every record that is put. */
  public static String idOf(int number) {
    String digits = Integer.toString(number);
    return FIRST_ID.substring(0, FIRST_ID.length() - digits.length()).concat(digits);
  }

  /** Its id. */
  public String id() {
    return idOf(number);
  }

  /** Whether it accepts records. */
  public boolean isOpen() {
    return closedMillis == 0;
  }

  /** Whether that shard was split or merged into this one. */
  boolean isChildOf(int shard) {
    return parent == shard || adjacentParent == shard;
  }

  /** The same, closed. */
  ShardState closed(long nowMillis) {
    return new ShardState(
        number, parent, adjacentParent, span, createdSeconds, openedMillis, nowMillis);
  }

  /** The sequence number at an index of this shard. */
  public RecordSequenceNumber sequenceNumber(long index, long millis) {
    return new RecordSequenceNumber(createdSeconds, number, index, millis / 1_000);
  }

  /** The sequence number before that of the first record. */
  public RecordSequenceNumber startingSequenceNumber() {
    return new RecordSequenceNumber(createdSeconds, number, 0, createdSeconds);
  }

  /** The sequence number after that of the last record; null while the shard is open. */
  public RecordSequenceNumber endingSequenceNumber() {
    return isOpen() ? null : sequenceNumber(RecordSequenceNumber.LAST_INDEX, closedMillis);
  }
}
