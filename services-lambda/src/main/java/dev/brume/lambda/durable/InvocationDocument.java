package dev.brume.lambda.durable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.engine.DurableError;
import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import dev.brume.lambda.engine.DurableLabel;
import dev.brume.lambda.engine.DurableOperationRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the SDKs of durable functions are called with, and what they answer: JSON that no model
 * describes. Its members are those that AWS's SDKs for JavaScript and Python read and write;
 * moments are in milliseconds.
 *
 * @see <a href="https://github.com/aws/aws-durable-execution-sdk-python">AWS Durable Execution SDK
 *     for Python</a>
 */
final class InvocationDocument {
  private static final JsonDocument OUTPUT =
      new JsonDocument(LambdaQuotas.PAYLOAD_BYTES, 100, true);

  private InvocationDocument() {}

  /**
   * What a function answers.
   *
   * @param status {@code SUCCEEDED}, {@code FAILED} or {@code PENDING}
   * @param result null where there is none
   * @param error null where there is none
   */
  record Output(String status, String result, DurableError error) {}

  /**
   * The event that a function is called with.
   *
   * @param operations the first of them
   * @param nextMarker by which the others are asked for; null where there are none
   */
  static byte[] input(
      String arn,
      String token,
      Key execution,
      List<DurableOperationRecord> operations,
      String nextMarker,
      List<String> changed) {
    ObjectNode event = JsonDocument.newObject();
    event.put("DurableExecutionArn", arn).put("CheckpointToken", token);
    ObjectNode state = event.putObject("InitialExecutionState");
    ArrayNode list = state.putArray("Operations");
    operations.forEach(operation -> list.add(operation(execution, operation)));
    state.put("NextMarker", nextMarker == null ? "" : nextMarker);
    ArrayNode ids = event.putArray("UpdatedOperationIds");
    changed.forEach(ids::add);
    return JsonDocument.text(event).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * How many operations a function is called with: the first one, and those that there is room for.
   */
  static int count(List<DurableOperationRecord> operations) {
    long bytes = 0;
    for (int i = 0; i < operations.size(); i++) {
      DurableOperationRecord operation = operations.get(i);
      bytes += 512 + length(operation.input()) + length(operation.result());
      if (i > 0 && bytes > DurableQuotas.STATE_BYTES) {
        return i;
      }
    }
    return operations.size();
  }

  private static int length(String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ObjectNode operation(Key execution, DurableOperationRecord operation) {
    DurableLabel label = operation.label();
    ObjectNode shown = JsonDocument.newObject();
    put(shown, "Id", label.id());
    put(shown, "ParentId", label.parentId());
    put(shown, "Name", label.name());
    put(shown, "Type", label.type());
    put(shown, "SubType", label.subType());
    put(shown, "StartTimestamp", operation.startedMillis());
    put(shown, "EndTimestamp", operation.endedMillis());
    put(shown, "Status", operation.status());
    switch (label.type()) {
      case "EXECUTION" ->
          put(shown.putObject("ExecutionDetails"), "InputPayload", operation.input());
      case "CONTEXT" ->
          outcome(
              shown.putObject("ContextDetails").put("ReplayChildren", operation.replayChildren()),
              operation);
      case "STEP" -> {
        ObjectNode details = shown.putObject("StepDetails").put("Attempt", operation.attempt());
        put(details, "NextAttemptTimestamp", operation.dueMillis());
        outcome(details, operation);
      }
      case "WAIT" ->
          put(shown.putObject("WaitDetails"), "ScheduledEndTimestamp", operation.dueMillis());
      case "CALLBACK" ->
          outcome(
              shown
                  .putObject("CallbackDetails")
                  .put("CallbackId", new CallbackId(execution, label.id()).text()),
              operation);
      default -> outcome(shown.putObject("ChainedInvokeDetails"), operation);
    }
    return shown;
  }

  private static void put(ObjectNode node, String name, String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static void put(ObjectNode node, String name, Long value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static void outcome(ObjectNode details, DurableOperationRecord operation) {
    put(details, "Result", operation.result());
    DurableError error = operation.error();
    if (error != null) {
      ObjectNode shown = details.putObject("Error");
      put(shown, "ErrorMessage", error.message());
      put(shown, "ErrorType", error.type());
      put(shown, "ErrorData", error.data());
      if (error.stackTrace() != null) {
        error.stackTrace().forEach(shown.putArray("StackTrace")::add);
      }
    }
  }

  /** What a function has answered; null where it is something else. */
  static Output output(byte[] payload) {
    JsonNode answer = OUTPUT.object(new String(payload, StandardCharsets.UTF_8)).orElse(null);
    if (answer == null || !answer.path("Status").isTextual()) {
      return null;
    }
    JsonNode error = answer.path("Error");
    JsonNode result = answer.path("Result");
    boolean readable =
        (result.isTextual() || result.isNull() || result.isMissingNode())
            && (error.isObject() || error.isNull() || error.isMissingNode());
    return readable
        ? new Output(
            answer.path("Status").textValue(),
            result.textValue(),
            error.isObject() ? error(error, "ErrorMessage", "ErrorType", "StackTrace") : null)
        : null;
  }

  /** What a call has failed by, as the runtime tells it. */
  static DurableError failure(byte[] payload) {
    JsonNode error = OUTPUT.object(new String(payload, StandardCharsets.UTF_8)).orElse(null);
    return error == null
        ? DurableError.NONE
        : error(error, "errorMessage", "errorType", "stackTrace");
  }

  private static DurableError error(JsonNode node, String message, String type, String trace) {
    List<String> lines = null;
    if (node.path(trace).isArray()) {
      lines = new ArrayList<>();
      for (JsonNode line : node.path(trace)) {
        lines.add(line.asText());
      }
    }
    return new DurableError(
        node.path(message).textValue(),
        node.path(type).textValue(),
        node.path("ErrorData").textValue(),
        lines);
  }
}
