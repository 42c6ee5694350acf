package dev.brume.kinesis.engine;

/**
 * A shard as it is kept, without its records.
 *
 * @param number its place among all shards that the stream has ever had, from 0
 * @param parent the number of the shard that was split or merged into it; -1 for none
 * @param adjacentParent the number of the other one of a merge; -1 for none
 * @param span its hash keys
 * @param createdSeconds what its sequence numbers begin with
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
  /** Instead of the number of a shard: there is none. */
  public static final int NONE = -1;

  /** The name of the shard with that number. */
  public static String idOf(int number) {
    return "shardId-%012d".formatted(number);
  }

  /** Its name. */
  public String id() {
    return idOf(number);
  }

  /** Whether it takes records. */
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

  /** The number of a record at a place of this shard. */
  public RecordSequenceNumber sequenceNumber(long index, long millis) {
    return new RecordSequenceNumber(createdSeconds, number, index, millis / 1_000);
  }

  /** The number before that of the first record. */
  public RecordSequenceNumber startingSequenceNumber() {
    return new RecordSequenceNumber(createdSeconds, number, 0, createdSeconds);
  }

  /** The number after that of the last record; null while the shard is open. */
  public RecordSequenceNumber endingSequenceNumber() {
    return isOpen() ? null : sequenceNumber(RecordSequenceNumber.LAST_INDEX, closedMillis);
  }
}
