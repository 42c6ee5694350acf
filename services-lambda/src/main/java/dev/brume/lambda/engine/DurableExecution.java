package dev.brume.lambda.engine;

import dev.brume.lambda.engine.DurableExecutionRecord.Checkpoint;
import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import dev.brume.lambda.engine.DurableExecutionRecord.Pause;
import java.util.List;
import java.util.Map;

/**
 * A durable execution while it is looked at or changed. It is changed in {@link
 * LambdaRegion#change}; every public method that changes it stores what it comes to.
 */
public final class DurableExecution {
  private final DurableExecutions home;
  private final DurableState state;

  /**
   * What a checkpoint is answered with.
   *
   * @param token for the next one; null where there must be none
   * @param operations those that the function does not know yet as they are
   */
  public record Answer(String token, List<DurableOperationRecord> operations) {}

  DurableExecution(DurableExecutions home, DurableExecutionRecord stored) {
    this.home = home;
    this.state = new DurableState(stored);
  }

  /** It as it is now. */
  public DurableExecutionRecord record() {
    return state.record();
  }

  /** Which execution it is. */
  public Key key() {
    return state.stored.key();
  }

  /** Whether it has not ended. */
  public boolean isOpen() {
    return state.endedMillis == null;
  }

  /** Its operations, in the order of their beginning; the first is the execution itself. */
  public List<DurableOperationRecord> operations() {
    return home.operations(key());
  }

  /** One of its operations, or null. */
  public DurableOperationRecord operation(String id) {
    return home.operation(key(), id);
  }

  /** The operation that is the execution itself. */
  public DurableOperationRecord whole() {
    return operation(key().id());
  }

  // ------------------------------------------------------------------------- what is stored

  private long now() {
    return home.region().nowMillis();
  }

  private void save() {
    long next = state.endedMillis == null ? nextMillis() : state.record().forgottenMillis();
    home.put(state.record(), next);
  }

  private long nextMillis() {
    long next = state.timesOutMillis == null ? Long.MAX_VALUE : state.timesOutMillis;
    for (DurableOperationRecord operation : operations()) {
      next = Math.min(next, operation.nextMillis());
    }
    return next;
  }

  void put(DurableOperationRecord operation) {
    state.touched++;
    home.put(key(), operation.touched(state.touched));
  }

  void event(
      String type,
      DurableLabel label,
      String payload,
      DurableError error,
      Map<String, String> facts) {
    state.events++;
    state.bytes += payload == null ? 0 : payload.length();
    home.add(key(), state.events, type, label, payload, error, facts);
  }

  /** An operation that begins; it is stored when it is {@link #put}. */
  DurableOperationRecord newOperation(DurableLabel label) {
    return DurableOperationRecord.started(label, state.operations++, now(), null);
  }

  DurableExecutions home() {
    return home;
  }

  void begin(String input, long timeoutSeconds) {
    DurableLabel label = new DurableLabel(key().id(), null, key().name(), "EXECUTION", null);
    put(DurableOperationRecord.started(label, state.operations++, now(), input));
    event(
        "ExecutionStarted",
        label,
        input,
        null,
        Map.of("ExecutionTimeout", Long.toString(timeoutSeconds)));
    requestInvocation();
    save();
  }

  // --------------------------------------------------------------------------- invocations

  private void requestInvocation() {
    if (DurableStatus.PAUSED.equals(state.status)) {
      state.pause = interrupted(state.pause);
    } else if (!state.queued) {
      state.queued = true;
      home.call(new DurableRun(key(), null));
    }
  }

  private static Pause interrupted(Pause pause) {
    return new Pause(
        pause.requestedMillis(), pause.clientToken(), pause.reason(), pause.leftMillis(), true);
  }

  private boolean hasNews() {
    return state.touched > state.seen;
  }

  /** Whether the function has to be called now; notes that it is looked at. */
  public boolean takesInvocation() {
    state.queued = false;
    if (DurableStatus.PAUSING.equals(state.status)) {
      paused();
    }
    boolean takes =
        isOpen() && (state.owed || state.invocation != null || state.failures > 0 || hasNews());
    if (takes && DurableStatus.PAUSED.equals(state.status)) {
      state.pause = interrupted(state.pause);
      takes = false;
    }
    save();
    return takes;
  }

  /**
   * The function is called.
   *
   * @param requestId of the call
   * @param newToken for its first checkpoint
   * @return the ids of the operations that have changed since it was last told
   */
  public List<String> beginInvocation(String requestId, String newToken) {
    List<String> changed =
        state.seen == 0
            ? List.of()
            : operations().stream()
                .filter(operation -> operation.touched() > state.seen)
                .map(operation -> operation.label().id())
                .toList();
    state.invocation = requestId;
    state.invokedMillis = now();
    state.token = newToken;
    state.owed = false;
    state.seen = state.touched;
    state.last = null;
    save();
    return changed;
  }

  /** The call is over; {@code error} is null unless it failed as a call. */
  public void endInvocation(String requestId, DurableError error) {
    Map<String, String> facts =
        Map.of("StartTimestamp", Long.toString(state.invokedMillis), "RequestId", requestId);
    event("InvocationCompleted", null, null, error, facts);
    state.invocation = null;
    state.token = null;
    if (DurableStatus.PAUSING.equals(state.status)) {
      paused();
    }
    save();
  }

  /** A call has failed; returns how many in a row have. */
  public int countFailure() {
    state.failures++;
    save();
    return state.failures;
  }

  /**
   * The function waits for something.
   *
   * @return whether there is anything to wait for
   */
  public boolean suspend() {
    boolean waits =
        hasNews()
            || DurableStatus.PAUSED.equals(state.status)
            || operations().stream().anyMatch(DurableOperationRecord::isPending);
    if (waits) {
      state.failures = 0;
      if (hasNews()) {
        requestInvocation();
      }
      save();
    }
    return waits;
  }

  // --------------------------------------------------------------------------- checkpoints

  /** Whether a token is the one that the next checkpoint must have. */
  public boolean isCurrent(String given) {
    return isOpen() && state.invocation != null && given.equals(state.token);
  }

  /** The answer to a checkpoint that comes again; null where it is a new one. */
  public Answer repeated(String clientToken, String given) {
    boolean again =
        state.last != null
            && clientToken != null
            && clientToken.equals(state.last.clientToken())
            && given.equals(state.last.token());
    return again ? new Answer(state.token, after(state.last.seen())) : null;
  }

  private List<DurableOperationRecord> after(long change) {
    return operations().stream().filter(operation -> operation.touched() > change).toList();
  }

  /**
   * A checkpoint whose updates are allowed.
   *
   * @param targets of chained invocations, by operation
   * @param newToken for the next checkpoint
   */
  public Answer checkpoint(
      List<DurableUpdate> updates,
      Map<String, DurableTarget> targets,
      String clientToken,
      String newToken) {
    String given = state.token;
    DurableUpdates changes = new DurableUpdates(this, now());
    for (DurableUpdate update : updates) {
      changes.apply(update, targets.get(update.label().id()));
    }
    completeDue();
    if (DurableStatus.PAUSING.equals(state.status)) {
      state.pause = interrupted(state.pause);
      paused();
      state.token = null;
      save();
      return new Answer(null, List.of());
    }
    state.last = new Checkpoint(clientToken, given, state.seen);
    List<DurableOperationRecord> news = after(state.seen);
    state.seen = state.touched;
    if (isOpen()) {
      state.token = newToken;
    }
    save();
    return new Answer(newToken, news);
  }

  // ------------------------------------------------------------------- what happens by itself

  /** Does what is due. */
  void ring() {
    if (!isOpen()) {
      if (state.record().forgottenMillis() <= now()) {
        home.remove(state.record());
      }
      return;
    }
    if (completeDue()) {
      requestInvocation();
    }
    if (state.timesOutMillis != null && state.timesOutMillis <= now()) {
      long seconds = (state.timesOutMillis - state.stored.startedMillis()) / 1000;
      close(
          DurableStatus.TIMED_OUT,
          null,
          DurableError.of(null, "Execution timed out after " + seconds + " seconds."));
    }
    save();
  }

  private boolean completeDue() {
    boolean any = false;
    for (DurableOperationRecord operation : operations()) {
      if (isOpen() && operation.nextMillis() <= now()) {
        new DurableUpdates(this, now()).completeDue(operation);
        any = true;
      }
    }
    return any;
  }

  // ------------------------------------------------------------------- what comes from outside

  /** Whether an operation is a callback that nobody has answered yet. */
  private boolean isWaiting(DurableOperationRecord operation, String type) {
    return isOpen() && operation != null && operation.is(type, DurableStatus.STARTED);
  }

  /**
   * A callback is answered.
   *
   * @param error null where it has succeeded
   * @return false where nobody waits for it any more
   */
  public boolean completeCallback(String id, String result, DurableError error) {
    DurableOperationRecord operation = operation(id);
    if (!isWaiting(operation, "CALLBACK")) {
      return false;
    }
    String end = error == null ? DurableStatus.SUCCEEDED : DurableStatus.FAILED;
    put(operation.in(end, now(), result, error));
    event(
        error == null ? "CallbackSucceeded" : "CallbackFailed",
        operation.label(),
        result,
        error,
        Map.of());
    requestInvocation();
    save();
    return true;
  }

  /**
   * Somebody still works at a callback.
   *
   * @return false where nobody waits for it any more
   */
  public boolean heartbeat(String id) {
    DurableOperationRecord operation = operation(id);
    if (!isWaiting(operation, "CALLBACK")) {
      return false;
    }
    Integer seconds = operation.heartbeatSeconds();
    if (seconds != null) {
      home.put(key(), operation.timed(operation.dueMillis(), seconds, now() + seconds * 1000L));
      save();
    }
    return true;
  }

  /**
   * A chained invocation has ended; does nothing where nobody waits for it any more.
   *
   * @param end the operation's status
   */
  public void completeInvocation(String id, String end, String result, DurableError error) {
    DurableOperationRecord operation = operation(id);
    if (!isWaiting(operation, "CHAINED_INVOKE")) {
      return;
    }
    put(operation.in(end, now(), result, error));
    event("ChainedInvoke" + eventName(end), operation.label(), result, error, Map.of());
    requestInvocation();
    save();
  }

  /** Such as {@code TimedOut} for {@code TIMED_OUT}. */
  private static String eventName(String end) {
    return switch (end) {
      case DurableStatus.SUCCEEDED -> "Succeeded";
      case DurableStatus.TIMED_OUT -> "TimedOut";
      case DurableStatus.STOPPED -> "Stopped";
      default -> "Failed";
    };
  }

  /** The execution ends; does nothing where it has. */
  public void end(String newStatus, String result, DurableError error) {
    close(newStatus, result, error);
    save();
  }

  void close(String newStatus, String result, DurableError error) {
    if (!isOpen()) {
      return;
    }
    state.status = newStatus;
    state.endedMillis = now();
    state.timesOutMillis = null;
    state.pause = null;
    DurableOperationRecord whole = whole();
    put(whole.in(newStatus, now(), result, error));
    event("Execution" + eventName(newStatus), whole.label(), result, error, Map.of());
    DurableExecutionRecord.Parent parent = state.stored.parent();
    DurableExecution caller = parent == null ? null : home.find(parent.execution());
    if (caller != null) {
      caller.completeInvocation(
          parent.operation(), newStatus, result, errorForParent(newStatus, error));
    }
    if (state.stored.asynchronous() && !newStatus.equals(DurableStatus.SUCCEEDED)) {
      DurableDeadLetters.send(home.region(), state.stored, whole.input(), error);
    }
    home.tellEnd(key());
  }

  /** A child that took too long ends in words of its own. */
  private DurableError errorForParent(String newStatus, DurableError error) {
    return newStatus.equals(DurableStatus.TIMED_OUT)
        ? DurableError.of(
            "ChainedInvoke.Timeout",
            "CHAINED_INVOKE timed out after "
                + state.stored.settings().executionTimeoutSeconds()
                + " seconds.")
        : error;
  }

  /**
   * No call of the function begins any more; one that is under way goes on to its next checkpoint.
   *
   * @param stopsTime whether the execution's time stands still meanwhile
   */
  public void pause(String clientToken, String reason, boolean stopsTime) {
    Long left = stopsTime && state.timesOutMillis != null ? state.timesOutMillis - now() : null;
    state.pause = new Pause(now(), clientToken, reason, left, state.queued);
    if (left != null) {
      state.timesOutMillis = null;
    }
    if (state.invocation != null) {
      state.status = DurableStatus.PAUSING;
    } else {
      paused();
    }
    save();
  }

  private void paused() {
    state.status = DurableStatus.PAUSED;
    Map<String, String> facts =
        state.pause.reason() == null
            ? Map.of(
                "PauseRequestTimestamp", Long.toString(state.pause.requestedMillis()),
                "ExecutionTimeoutPaused", Boolean.toString(state.pause.leftMillis() != null))
            : Map.of(
                "PauseRequestTimestamp", Long.toString(state.pause.requestedMillis()),
                "ExecutionTimeoutPaused", Boolean.toString(state.pause.leftMillis() != null),
                "Reason", state.pause.reason());
    event("ExecutionPaused", whole().label(), null, null, facts);
  }

  /** The execution goes on; {@code reason} is null where none was told. */
  public void resume(String reason) {
    boolean wasPaused = DurableStatus.PAUSED.equals(state.status);
    boolean interrupted = state.pause.interrupted();
    if (state.pause.leftMillis() != null) {
      state.timesOutMillis = now() + state.pause.leftMillis();
    }
    state.pause = null;
    state.status = DurableStatus.RUNNING;
    if (wasPaused) {
      String millis = Long.toString(now());
      event(
          "ExecutionResumed",
          whole().label(),
          null,
          null,
          reason == null
              ? Map.of("ResumeRequestTimestamp", millis)
              : Map.of("ResumeRequestTimestamp", millis, "Reason", reason));
      if (interrupted || hasNews()) {
        state.owed = true;
        requestInvocation();
      }
    }
    save();
  }
}
