package dev.brume.lambda.engine;

/**
 * A durable execution, but for its operations and its history.
 *
 * @param key which it is
 * @param version of the function, which stays the same until the end
 * @param number under which its timer is kept
 * @param settings those of the function when it began
 * @param status such as {@code RUNNING}
 * @param startedMillis when it began
 * @param endedMillis null before its end
 * @param timesOutMillis null at its end, and while its time stands still
 * @param asynchronous whether nobody waits for its result
 * @param trace of X-Ray; null where there is none
 * @param parent what it was begun by; null where that was a client
 * @param progress how far it has come
 * @param pause null where it is neither paused nor pausing
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-basic-concepts.html">Basic
 *     concepts</a>
 */
public record DurableExecutionRecord(
    Key key,
    String version,
    long number,
    DurableSettings settings,
    String status,
    long startedMillis,
    Long endedMillis,
    Long timesOutMillis,
    boolean asynchronous,
    String trace,
    Parent parent,
    Progress progress,
    Pause pause) {

  /**
   * Which execution something is about.
   *
   * @param function the function's name
   * @param name unique among the executions of the function
   * @param id a UUID
   */
  public record Key(String function, String name, String id) {}

  /** The chained invocation that has begun an execution. */
  public record Parent(Key execution, String operation) {}

  /**
   * How far an execution has come.
   *
   * @param operations how many it has
   * @param events how many its history has
   * @param bytes how much it has stored
   * @param touched how many changes there were
   * @param seen the last change that the function was told of
   * @param invocation the request id of the invocation that is under way; null for none
   * @param invokedMillis when that began
   * @param token the only one that the next checkpoint may have; null for none
   * @param failures how many invocations in a row have failed
   * @param queued whether an invocation is to come
   * @param owed whether one has to come even if nothing has changed
   * @param last the last checkpoint; null before the first
   */
  public record Progress(
      int operations,
      int events,
      long bytes,
      long touched,
      long seen,
      String invocation,
      long invokedMillis,
      String token,
      int failures,
      boolean queued,
      boolean owed,
      Checkpoint last) {}

  /**
   * A checkpoint, to tell it when it comes again.
   *
   * @param clientToken the client's own
   * @param token that it had
   * @param seen the last change that the function knew of before
   */
  public record Checkpoint(String clientToken, String token, long seen) {}

  /**
   * A pause.
   *
   * @param requestedMillis when it was asked for
   * @param clientToken by which it was asked for
   * @param reason null where none was told
   * @param leftMillis how much of the execution's time is left; null where it goes on
   * @param interrupted whether an invocation was cut short, or was to come
   */
  public record Pause(
      long requestedMillis,
      String clientToken,
      String reason,
      Long leftMillis,
      boolean interrupted) {}

  /** Whether it has not ended. */
  public boolean isOpen() {
    return endedMillis == null;
  }

  /** When it is forgotten; {@code Long.MAX_VALUE} before its end. */
  long forgottenMillis() {
    return endedMillis == null
        ? Long.MAX_VALUE
        : endedMillis + settings.retentionDays() * 86_400_000L;
  }
}
