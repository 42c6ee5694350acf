package dev.brume.dynamodb.engine;

/**
 * Converts bytes to capacity units.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
 *     reads and writes</a>: 4 KB a read unit, 1 KB a write unit
 */
final class CapacityUnits {
  private static final int READ_BYTES = 4096;
  private static final int WRITE_BYTES = 1024;

  private CapacityUnits() {}

  /** The units for a strongly consistent read. */
  static long read(long bytes) {
    return Math.max(1, (bytes + READ_BYTES - 1) / READ_BYTES);
  }

  /** The units for a write. */
  static long write(int bytes) {
    return Math.max(1, (bytes + WRITE_BYTES - 1) / WRITE_BYTES);
  }
}
