package dev.brume.lambda.engine;

/**
 * The statuses of durable executions and of their operations.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operation.html">Operation</a>
 */
public final class DurableStatus {
  /** An execution goes on. */
  public static final String RUNNING = "RUNNING";

  /** An execution is to pause at its next checkpoint. */
  public static final String PAUSING = "PAUSING";

  /** An execution is paused. */
  public static final String PAUSED = "PAUSED";

  /** An execution is being removed. */
  public static final String DELETING = "DELETING";

  public static final String SUCCEEDED = "SUCCEEDED";
  public static final String FAILED = "FAILED";
  public static final String TIMED_OUT = "TIMED_OUT";
  public static final String STOPPED = "STOPPED";

  /** An operation is under way. */
  public static final String STARTED = "STARTED";

  /** A step waits for its next attempt. */
  public static final String PENDING = "PENDING";

  /** A step may be attempted again. */
  public static final String READY = "READY";

  /** A wait was given up. */
  public static final String CANCELLED = "CANCELLED";

  private DurableStatus() {}
}
