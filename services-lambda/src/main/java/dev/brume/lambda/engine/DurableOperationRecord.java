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
    Copy copy = new Copy(this);
    copy.touched = change;
    return copy.made();
  }

  /** The same in another status, with what came of it; {@code newEndMillis} is null before. */
  DurableOperationRecord in(
      String newStatus, Long newEndMillis, String newResult, DurableError newError) {
    Copy copy = new Copy(this);
    copy.status = newStatus;
    copy.endedMillis = newEndMillis;
    copy.result = newResult;
    copy.error = newError;
    return copy.made();
  }

  /** The same with a moment at which something happens by itself; null for none. */
  DurableOperationRecord due(Long newDueMillis) {
    return timed(newDueMillis, heartbeatSeconds, heartbeatDueMillis);
  }

  /** The same with other moments at which something happens by itself. */
  DurableOperationRecord timed(
      Long newDueMillis, Integer newHeartbeatSeconds, Long newHeartbeatDueMillis) {
    Copy copy = new Copy(this);
    copy.dueMillis = newDueMillis;
    copy.heartbeatSeconds = newHeartbeatSeconds;
    copy.heartbeatDueMillis = newHeartbeatDueMillis;
    return copy.made();
  }

  /** The same after one more attempt. */
  DurableOperationRecord attempted() {
    Copy copy = new Copy(this);
    copy.attempt++;
    return copy.made();
  }

  /** The same with what its type needs. */
  DurableOperationRecord with(boolean newReplayChildren, String newTarget) {
    Copy copy = new Copy(this);
    copy.replayChildren = newReplayChildren;
    copy.target = newTarget;
    return copy.made();
  }

  /** The same with an input. */
  DurableOperationRecord withInput(String newInput) {
    Copy copy = new Copy(this);
    copy.input = newInput;
    return copy.made();
  }

  /** A copy whose members can be changed until it is made; label, position and start stay. */
  private static final class Copy {
    private final DurableOperationRecord from;
    private String status;
    private long touched;
    private Long endedMillis;
    private String input;
    private String result;
    private DurableError error;
    private int attempt;
    private Long dueMillis;
    private Integer heartbeatSeconds;
    private Long heartbeatDueMillis;
    private boolean replayChildren;
    private String target;

    private Copy(DurableOperationRecord from) {
      this.from = from;
      status = from.status;
      touched = from.touched;
      endedMillis = from.endedMillis;
      input = from.input;
      result = from.result;
      error = from.error;
      attempt = from.attempt;
      dueMillis = from.dueMillis;
      heartbeatSeconds = from.heartbeatSeconds;
      heartbeatDueMillis = from.heartbeatDueMillis;
      replayChildren = from.replayChildren;
      target = from.target;
    }

    private DurableOperationRecord made() {
      return new DurableOperationRecord(
          from.label,
          status,
          from.position,
          touched,
          from.startedMillis,
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
  }
}
