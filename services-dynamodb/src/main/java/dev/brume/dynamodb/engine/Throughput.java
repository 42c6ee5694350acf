package dev.brume.dynamodb.engine;

/**
 * Provisioned capacity of a table or index.
 *
 * @param readUnits per second; 0 in on-demand mode
 * @param writeUnits per second; 0 in on-demand mode
 * @param increasedMillis when it was last increased; 0 for never
 * @param decreasedMillis when it was last decreased; 0 for never
 * @param decreasesToday how often it was decreased on the UTC day of the last decrease
 */
public record Throughput(
    long readUnits,
    long writeUnits,
    long increasedMillis,
    long decreasedMillis,
    long decreasesToday) {
  private static final long DAY_MILLIS = 86_400_000;

  /** The throughput of on-demand tables. */
  public static final Throughput NONE = new Throughput(0, 0, 0, 0, 0);

  /** The throughput after a change to other units. */
  public Throughput changedTo(long newReadUnits, long newWriteUnits, long nowMillis) {
    boolean increased = newReadUnits > readUnits || newWriteUnits > writeUnits;
    boolean decreased = newReadUnits < readUnits || newWriteUnits < writeUnits;
    return new Throughput(
        newReadUnits,
        newWriteUnits,
        increased ? nowMillis : increasedMillis,
        decreased ? nowMillis : decreasedMillis,
        decreased ? decreasesOn(nowMillis) + 1 : decreasesToday);
  }

  /** The number of decreases on the UTC day of {@code nowMillis}. */
  public long decreasesOn(long nowMillis) {
    return decreasedMillis / DAY_MILLIS == nowMillis / DAY_MILLIS ? decreasesToday : 0;
  }
}
