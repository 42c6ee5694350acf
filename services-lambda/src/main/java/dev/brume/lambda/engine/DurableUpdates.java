package dev.brume.lambda.engine;

import java.util.Map;
import java.util.TreeMap;

/** Applies the updates of a checkpoint to a durable execution. */
final class DurableUpdates {
  private final DurableExecution execution;
  private final long nowMillis;

  DurableUpdates(DurableExecution execution, long nowMillis) {
    this.execution = execution;
    this.nowMillis = nowMillis;
  }

  /** Applies an update that is allowed; {@code target} is null unless a function is invoked. */
  void apply(DurableUpdate update, DurableTarget target) {
    switch (update.label().type()) {
      case "EXECUTION" -> {
        boolean done = update.action().equals("SUCCEED");
        execution.close(
            done ? DurableStatus.SUCCEEDED : DurableStatus.FAILED,
            update.payload(),
            done ? null : orNone(update.error()));
      }
      case "CONTEXT" -> applyToContext(update);
      case "STEP" -> applyToStep(update);
      case "WAIT" -> applyToWait(update);
      case "CALLBACK" -> startCallback(update);
      case "CHAINED_INVOKE" -> startChainedInvoke(update, target);
      default -> throw new IllegalArgumentException(update.label().type());
    }
  }

  private static DurableError orNone(DurableError error) {
    return error == null ? DurableError.NONE : error;
  }

  private DurableOperationRecord known(DurableUpdate update) {
    DurableOperationRecord known = execution.operation(update.label().id());
    return known == null ? execution.newOperation(update.label()) : known;
  }

  private void applyToContext(DurableUpdate update) {
    DurableOperationRecord known = known(update);
    boolean replays = Boolean.TRUE.equals(update.options().replayChildren());
    switch (update.action()) {
      case "START" -> {
        execution.put(known.with(replays, null));
        execution.event("ContextStarted", known.label(), null, null, Map.of());
      }
      case "SUCCEED" -> {
        execution.put(
            known
                .in(DurableStatus.SUCCEEDED, nowMillis, update.payload(), null)
                .with(replays, null));
        execution.event("ContextSucceeded", known.label(), update.payload(), null, Map.of());
      }
      default -> {
        DurableError error = orNone(update.error());
        execution.put(known.in(DurableStatus.FAILED, nowMillis, null, error).with(replays, null));
        execution.event("ContextFailed", known.label(), null, error, Map.of());
      }
    }
  }

  private void applyToStep(DurableUpdate update) {
    DurableOperationRecord known = known(update);
    if (update.action().equals("START")) {
      execution.put(known.in(DurableStatus.STARTED, null, known.result(), known.error()).due(null));
      execution.event("StepStarted", known.label(), null, null, Map.of());
      return;
    }
    DurableOperationRecord tried = known.attempted();
    boolean failed = update.action().equals("FAIL") || update.error() != null;
    DurableError error = failed ? orNone(update.error()) : null;
    Map<String, String> facts = new TreeMap<>();
    facts.put("CurrentAttempt", Integer.toString(tried.attempt()));
    Integer delay = update.options().retryDelaySeconds();
    if (update.action().equals("RETRY")) {
      int seconds = delay == null ? 0 : delay;
      facts.put("NextAttemptDelaySeconds", Integer.toString(seconds));
      execution.put(
          tried
              .in(DurableStatus.PENDING, null, update.payload(), error)
              .due(nowMillis + seconds * 1000L));
    } else {
      String end = failed ? DurableStatus.FAILED : DurableStatus.SUCCEEDED;
      execution.put(tried.in(end, nowMillis, update.payload(), error).due(null));
    }
    execution.event(
        failed ? "StepFailed" : "StepSucceeded", known.label(), update.payload(), error, facts);
  }

  private void applyToWait(DurableUpdate update) {
    DurableOperationRecord known = known(update);
    if (update.action().equals("CANCEL")) {
      execution.put(known.in(DurableStatus.CANCELLED, nowMillis, null, null));
      execution.event("WaitCancelled", known.label(), null, update.error(), Map.of());
      return;
    }
    Integer seconds = update.options().waitSeconds();
    execution.put(known.due(nowMillis + (seconds == null ? 0 : seconds) * 1000L));
    execution.event(
        "WaitStarted",
        known.label(),
        null,
        null,
        Map.of("Duration", Integer.toString(seconds == null ? 0 : seconds)));
  }

  private void startCallback(DurableUpdate update) {
    DurableOperationRecord known = known(update);
    Map<String, String> facts = new TreeMap<>();
    Integer timeout = positive(update.options().timeoutSeconds());
    Integer heartbeat = positive(update.options().heartbeatSeconds());
    if (timeout != null) {
      facts.put("Timeout", timeout.toString());
    }
    if (heartbeat != null) {
      facts.put("HeartbeatTimeout", heartbeat.toString());
    }
    execution.put(known.timed(later(timeout), heartbeat, later(heartbeat)));
    execution.event("CallbackStarted", known.label(), null, null, facts);
  }

  private static Integer positive(Integer seconds) {
    return seconds == null || seconds == 0 ? null : seconds;
  }

  private Long later(Integer seconds) {
    return seconds == null ? null : Long.valueOf(nowMillis + seconds * 1000L);
  }

  private void startChainedInvoke(DurableUpdate update, DurableTarget target) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("FunctionName", update.options().target());
    DurableOperationRecord operation = known(update).with(false, update.options().target());
    if (target.refusal() != null) {
      execution.put(operation.in(DurableStatus.FAILED, nowMillis, null, target.refusal()));
      execution.event("ChainedInvokeStarted", operation.label(), null, null, facts);
      execution.event("ChainedInvokeFailed", operation.label(), null, target.refusal(), Map.of());
      return;
    }
    String input = update.payload() == null ? "{}" : update.payload();
    facts.put("ExecutedVersion", target.version().version());
    execution.put(operation.withInput(input));
    if (target.version().settings().durable() == null) {
      execution.home().call(new DurableRun(execution.key(), operation.label().id()));
    } else {
      DurableExecutionRecord.Parent parent =
          new DurableExecutionRecord.Parent(execution.key(), operation.label().id());
      DurableExecution child =
          execution
              .home()
              .start(
                  new DurableStart(
                      target.version(),
                      null,
                      input,
                      Integer.MAX_VALUE,
                      false,
                      execution.record().trace(),
                      parent));
      facts.put("DurableExecutionArn", execution.home().region().executionArn(child.record()));
    }
    execution.event("ChainedInvokeStarted", operation.label(), update.payload(), null, facts);
  }

  /** Does what an operation is due for. */
  void completeDue(DurableOperationRecord operation) {
    switch (operation.label().type()) {
      case "WAIT" -> {
        long seconds = (operation.dueMillis() - operation.startedMillis()) / 1000;
        execution.put(operation.in(DurableStatus.SUCCEEDED, nowMillis, null, null));
        execution.event(
            "WaitSucceeded",
            operation.label(),
            null,
            null,
            Map.of("Duration", Long.toString(seconds)));
      }
      case "STEP" ->
          execution.put(
              operation
                  .in(DurableStatus.READY, null, operation.result(), operation.error())
                  .due(null));
      default -> {
        boolean whole = operation.dueMillis() != null && operation.dueMillis() <= nowMillis;
        DurableError error =
            whole
                ? DurableError.of("Callback.Timeout", "Callback timed out")
                : DurableError.of("Callback.Heartbeat", "Callback timed out on heartbeat");
        execution.put(operation.in(DurableStatus.TIMED_OUT, nowMillis, null, error));
        execution.event("CallbackTimedOut", operation.label(), null, error, Map.of());
      }
    }
  }
}
