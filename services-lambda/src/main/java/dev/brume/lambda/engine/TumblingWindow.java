package dev.brume.lambda.engine;

/**
 * The window that a mapping gathers the records of a shard in.
 *
 * @param startMillis its first moment in milliseconds since 1970
 * @param endMillis the first moment behind it
 * @param state what the function has made of its records up to now, a JSON object
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">
 *     Implementing stateful Kinesis Data Streams processing in Lambda</a>
 */
public record TumblingWindow(long startMillis, long endMillis, String state) {
  private static final String NO_STATE = "{}";

  /** The window of so many seconds that a record belongs to which has arrived at a moment. */
  public static TumblingWindow of(long arrivedMillis, int seconds) {
    long length = seconds * 1000L;
    long start = Math.floorDiv(arrivedMillis, length) * length;
    return new TumblingWindow(start, start + length, NO_STATE);
  }

  /** The same with what the function has made of more records. */
  public TumblingWindow with(String newState) {
    return new TumblingWindow(startMillis, endMillis, newState);
  }

  /** The same as if nothing had been in it. */
  public TumblingWindow emptied() {
    return with(NO_STATE);
  }
}
