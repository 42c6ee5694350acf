package dev.brume.lambda.durable;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.engine.DurableError;
import dev.brume.lambda.engine.DurableExecution;
import dev.brume.lambda.engine.DurableExecutionRecord;
import dev.brume.lambda.engine.DurableOperationRecord;
import dev.brume.lambda.engine.DurableStatus;
import dev.brume.lambda.engine.DurableUpdate;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a checkpoint may say, in the order and the words of AWS's own libraries for tests of durable
 * functions, whose checks are those of the service.
 *
 * @see <a href="https://github.com/aws/aws-durable-execution-sdk-python">AWS Durable Execution SDK
 *     for Python, with its library for tests</a>
 */
final class CheckpointRules {
  private static final Map<String, Set<String>> ACTIONS =
      Map.of(
          "STEP", Set.of("START", "FAIL", "RETRY", "SUCCEED"),
          "CONTEXT", Set.of("START", "FAIL", "SUCCEED"),
          "WAIT", Set.of("START", "CANCEL"),
          "CALLBACK", Set.of("START"),
          "CHAINED_INVOKE", Set.of("START"),
          "EXECUTION", Set.of("SUCCEED", "FAIL"));

  private final DurableExecution execution;
  private final Scope scope;

  /**
   * @param execution whose checkpoint it is
   * @param scope its account and region
   */
  CheckpointRules(DurableExecution execution, Scope scope) {
    this.execution = execution;
    this.scope = scope;
  }

  private static AwsError invalid(String message) {
    return LambdaFaults.invalid(message);
  }

  /**
   * Checks all updates of a checkpoint.
   *
   * @throws AwsError InvalidParameterValueException
   */
  void check(List<DurableUpdate> updates) {
    checkEnd(updates);
    checkIds(updates);
    for (DurableUpdate update : updates) {
      DurableOperationRecord known = execution.operation(update.label().id());
      checkLabel(update, known);
      checkSizes(update);
      if (!ACTIONS.get(update.label().type()).contains(update.action())) {
        throw invalid("Invalid action for the given operation type.");
      }
      checkTransition(update, known);
    }
    checkQuotas(updates);
  }

  private static void checkEnd(List<DurableUpdate> updates) {
    long ends =
        updates.stream().filter(update -> update.label().type().equals("EXECUTION")).count();
    if (ends > 1) {
      throw invalid("Cannot checkpoint multiple EXECUTION updates.");
    }
    if (ends == 1 && !updates.getLast().label().type().equals("EXECUTION")) {
      throw invalid("EXECUTION checkpoint must be the last update.");
    }
  }

  private void checkIds(List<DurableUpdate> updates) {
    Map<String, DurableUpdate> started = new HashMap<>();
    Map<String, DurableUpdate> before = new HashMap<>();
    for (DurableUpdate update : updates) {
      String id = update.label().id();
      DurableUpdate last = before.get(id);
      if (last != null && !mayFollow(last, update)) {
        throw invalid("Cannot checkpoint multiple operations with the same ID.");
      }
      if (!hasParent(update, started)) {
        throw invalid("Invalid parent operation id.");
      }
      if (update.action().equals("START")) {
        started.put(id, update);
      }
      before.put(id, update);
    }
  }

  /** Steps and contexts may begin and end in one checkpoint. */
  private static boolean mayFollow(DurableUpdate last, DurableUpdate update) {
    String type = last.label().type();
    return (type.equals("STEP") || type.equals("CONTEXT"))
        && last.action().equals("START")
        && !update.action().equals("START");
  }

  private boolean hasParent(DurableUpdate update, Map<String, DurableUpdate> started) {
    String parent = update.label().parentId();
    if (parent == null) {
      return true;
    }
    if (started.containsKey(parent)) {
      return started.get(parent).label().type().equals("CONTEXT");
    }
    DurableOperationRecord known = execution.operation(parent);
    return known != null && known.label().type().equals("CONTEXT");
  }

  private static void checkLabel(DurableUpdate update, DurableOperationRecord known) {
    if (known == null) {
      return;
    }
    if (!update.label().type().equals(known.label().type())) {
      throw invalid("Inconsistent operation type.");
    }
    if (differs(update.label().subType(), known.label().subType())) {
      throw invalid("Inconsistent operation subtype.");
    }
    if (differs(update.label().name(), known.label().name())) {
      throw invalid("Inconsistent operation name.");
    }
    if (differs(update.label().parentId(), known.label().parentId())) {
      throw invalid("Inconsistent parent operation id.");
    }
  }

  private static boolean differs(String told, String known) {
    return told != null && !Objects.equals(told, known);
  }

  private void checkSizes(DurableUpdate update) {
    if (update.error() != null && bytes(update.error()) > DurableQuotas.ERROR_BYTES) {
      throw invalid("Error object size must be less than " + DurableQuotas.ERROR_BYTES + " bytes.");
    }
    if (update.payload() == null) {
      return;
    }
    String type = update.label().type();
    boolean tooLong =
        update.payload().getBytes(StandardCharsets.UTF_8).length > DurableQuotas.CHAINED_BYTES;
    if (tooLong && type.equals("CHAINED_INVOKE")) {
      throw invalid(
          "CHAINED_INVOKE input payload size must be less than or equal to "
              + DurableQuotas.CHAINED_BYTES
              + " bytes.");
    }
    if (tooLong && type.equals("EXECUTION") && execution.record().parent() != null) {
      throw invalid(DurableRuns.OUTPUT_TOO_LARGE);
    }
  }

  private static int bytes(DurableError error) {
    String text =
        JsonObjectText.of(
            json -> {
              json.member("ErrorMessage", error.message())
                  .member("ErrorType", error.type())
                  .member("ErrorData", error.data());
              if (error.stackTrace() != null) {
                json.texts("StackTrace", error.stackTrace());
              }
            });
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void checkTransition(DurableUpdate update, DurableOperationRecord known) {
    String status = known == null ? null : known.status();
    switch (update.label().type()) {
      case "STEP" -> checkStep(update, status);
      case "CONTEXT" -> {
        if (update.action().equals("START")) {
          refuse(status != null, "Cannot start a CONTEXT that already exist.");
        } else {
          refuse(
              status != null && !status.equals(DurableStatus.STARTED),
              "Invalid current CONTEXT state to close.");
          checkOutcome(update);
        }
      }
      case "WAIT" -> {
        if (update.action().equals("START")) {
          refuse(status != null, "Cannot start a WAIT that already exist.");
        } else {
          refuse(
              !DurableStatus.STARTED.equals(status),
              "Cannot cancel a WAIT that does not exist or has already completed.");
        }
      }
      case "CALLBACK" -> refuse(status != null, "Cannot start a CALLBACK that already exist.");
      case "CHAINED_INVOKE" -> checkChainedInvoke(update, status);
      default -> checkOutcome(update);
    }
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw invalid(message);
    }
  }

  private static void checkOutcome(DurableUpdate update) {
    refuse(
        update.action().equals("FAIL") && update.payload() != null,
        "Cannot provide a Payload for FAIL action.");
    refuse(
        update.action().equals("SUCCEED") && update.error() != null,
        "Cannot provide an Error for SUCCEED action.");
  }

  private static void checkStep(DurableUpdate update, String status) {
    if (status == null) {
      return;
    }
    boolean ready = status.equals(DurableStatus.READY);
    boolean open = ready || status.equals(DurableStatus.STARTED);
    switch (update.action()) {
      case "START" -> refuse(!ready, "Invalid current STEP state to start.");
      case "RETRY" -> {
        refuse(!open, "Invalid current STEP state to re-attempt.");
        refuse(
            update.options().retryDelaySeconds() == null,
            "Invalid StepOptions for the given action.");
        refuse(
            update.error() != null && update.payload() != null,
            "Cannot provide both error and payload to RETRY a STEP.");
      }
      default -> {
        refuse(!open, "Invalid current STEP state to close.");
        checkOutcome(update);
      }
    }
  }

  private void checkChainedInvoke(DurableUpdate update, String status) {
    refuse(status != null, "Cannot start a CHAINED_INVOKE operation that already exists.");
    String target = update.options().target();
    refuse(target == null, "Update for CHAINED_INVOKE operation requires ChainedInvokeOptions.");
    FunctionReference reference = FunctionReference.parse(scope, target);
    refuse(reference == null, "Invalid function ARN '" + target + "'");
    refuse(
        !reference.scope().account().equals(scope.account()),
        "Cannot start a CHAINED_INVOKE on a function in another account.");
    refuse(
        !reference.scope().region().equals(scope.region()),
        "Cannot start a CHAINED_INVOKE on a function in another region.");
  }

  /** The words of these two refusals are not known. */
  private void checkQuotas(List<DurableUpdate> updates) {
    DurableExecutionRecord.Progress progress = execution.record().progress();
    long added =
        updates.stream()
            .map(update -> update.label().id())
            .distinct()
            .filter(id -> execution.operation(id) == null)
            .count();
    refuse(
        progress.operations() + added > DurableQuotas.OPERATIONS,
        "A durable execution can have at most " + DurableQuotas.OPERATIONS + " operations.");
    long bytes =
        updates.stream()
            .mapToLong(update -> update.payload() == null ? 0 : update.payload().length())
            .sum();
    refuse(
        progress.bytes() + bytes > DurableQuotas.STORED_BYTES,
        "A durable execution can store at most " + DurableQuotas.STORED_BYTES + " bytes.");
  }
}
