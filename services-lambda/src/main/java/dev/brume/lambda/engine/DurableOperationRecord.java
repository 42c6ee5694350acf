package dev.brume.lambda.engine;

/**
 * An operation of a durable execution, as it is now.
 *
 * @param label which it is
 * @param status such as {@code STARTED}
 * @param position its place among the operations of the execution, from 0
 * @param touched when it was changed last, as the execution counts changes
 * @param startedMillis when it began
 * @param endedMillis null before its end
 * @param input of the execution and of chained invocations; else null
 * @param result null where there is none
 * @param error null where there is none
 * @param attempt how many attempts of a step are over
 * @param dueMillis when a wait ends, a step is tried again or a callback times out; null for never
 * @param heartbeatSeconds how long a callback may be silent; null for ever
 * @param heartbeatDueMillis when it has been silent for so long
 * @param replayChildren of a context: whether its operations are needed to replay it
 * @param target of a chained invocation: the function as it was named
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operation.html">Operation</a>
 */
public record DurableOperationRecord(
    DurableLabel label,
    String status,
    int position,
    long touched,
    long startedMillis,
    Long endedMillis,
    String input,
    String result,
    DurableError error,
    int attempt,
    Long dueMillis,
    Integer heartbeatSeconds,
    Long heartbeatDueMillis,
    boolean replayChildren,
    String target) {
  /** An operation that begins. */
  static DurableOperationRecord started(
      DurableLabel label, int position, long nowMillis, String input) {
    return new DurableOperationRecord(
        label,
        DurableStatus.STARTED,
        position,
        0,
        nowMillis,
        null,
        input,
        null,
        null,
        0,
        null,
        null,
        null,
        false,
        null);
  }

  /** Whether it is in this status. */
  public boolean is(String type, String wanted) {
    return label.type().equals(type) && status.equals(wanted);
  }

  /** Whether the execution waits for it without running. */
  public boolean isPending() {
    return switch (label.type()) {
      case "STEP" -> status.equals(DurableStatus.PENDING);
      case "WAIT", "CALLBACK", "CHAINED_INVOKE" -> status.equals(DurableStatus.STARTED);
      default -> false;
    };
  }

  /** When something happens to it by itself; {@code Long.MAX_VALUE} for never. */
  long nextMillis() {
    if (!isPending()) {
      return Long.MAX_VALUE;
    }
    long due = dueMillis == null ? Long.MAX_VALUE : dueMillis;
    return heartbeatDueMillis == null ? due : Math.min(due, heartbeatDueMillis);
  }

  /** The same after one more change. */
  DurableOperationRecord touched(long change) {
    return new DurableOperationRecord(
        label,
        status,
        position,
        change,
        startedMillis,
        endedMillis,
        input,
        result,
        error,
        attempt,
        dueMillis,
        heartbeatSeconds,
        heartbeatDueMillis,
        replayChildren,
        target);
  }

  /** The same in another status, with what came of it; {@code newEndMillis} is null before. */
  DurableOperationRecord in(
      String newStatus, Long newEndMillis, String newResult, DurableError newError) {
    return new DurableOperationRecord(
        label,
        newStatus,
        position,
        touched,
        startedMillis,
        newEndMillis,
        input,
        newResult,
        newError,
        attempt,
        dueMillis,
        heartbeatSeconds,
        heartbeatDueMillis,
        replayChildren,
        target);
  }

  /** The same with a moment at which something happens by itself; null for none. */
  DurableOperationRecord due(Long newDueMillis) {
    return timed(newDueMillis, heartbeatSeconds, heartbeatDueMillis);
  }

  /** The same with other moments at which something happens by itself. */
  DurableOperationRecord timed(
      Long newDueMillis, Integer newHeartbeatSeconds, Long newHeartbeatDueMillis) {
    return new DurableOperationRecord(
        label,
        status,
        position,
        touched,
        startedMillis,
        endedMillis,
        input,
        result,
        error,
        attempt,
        newDueMillis,
        newHeartbeatSeconds,
        newHeartbeatDueMillis,
        replayChildren,
        target);
  }

  /** The same after one more attempt. */
  DurableOperationRecord attempted() {
    return new DurableOperationRecord(
        label,
        status,
        position,
        touched,
        startedMillis,
        endedMillis,
        input,
        result,
        error,
        attempt + 1,
        dueMillis,
        heartbeatSeconds,
        heartbeatDueMillis,
        replayChildren,
        target);
  }

  /** The same with what its type needs. */
  DurableOperationRecord with(boolean newReplayChildren, String newTarget) {
    return new DurableOperationRecord(
        label,
        status,
        position,
        touched,
        startedMillis,
        endedMillis,
        input,
        result,
        error,
        attempt,
        dueMillis,
        heartbeatSeconds,
        heartbeatDueMillis,
        newReplayChildren,
        newTarget);
  }

  /** The same with an input. */
  DurableOperationRecord withInput(String newInput) {
    return new DurableOperationRecord(
        label,
        status,
        position,
        touched,
        startedMillis,
        endedMillis,
        newInput,
        result,
        error,
        attempt,
        dueMillis,
        heartbeatSeconds,
        heartbeatDueMillis,
        replayChildren,
        target);
  }
}
