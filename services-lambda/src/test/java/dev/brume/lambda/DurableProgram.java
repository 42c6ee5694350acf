package dev.brume.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A durable function in Java for tests: what AWS's SDKs for durable functions do, in as few words
 * as possible. Its script is run from the beginning at each call; what is done already is not done
 * again.
 */
final class DurableProgram implements FunctionHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a function does. */
  interface Script {
    Object run(Run run) throws Exception;
  }

  /** The script has to wait. */
  static final class Suspended extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final WireClient lambda;
  private final Script script;

  DurableProgram(WireClient lambda, Script script) {
    this.lambda = lambda;
    this.script = script;
  }

  @Override
  public byte[] handle(byte[] event, FunctionContext context) throws Exception {
    Run run = new Run(lambda, JSON.readTree(event));
    Map<String, Object> output = new LinkedHashMap<>();
    try {
      Object result = script.run(run);
      output.put("Status", "SUCCEEDED");
      output.put("Result", JSON.writeValueAsString(result));
    } catch (Suspended waiting) {
      output.put("Status", "PENDING");
    } catch (IllegalStateException failure) {
      output.put("Status", "FAILED");
      output.put(
          "Error", Map.of("ErrorType", "IllegalState", "ErrorMessage", failure.getMessage()));
    }
    return JSON.writeValueAsBytes(output);
  }

  /** One call of the function. */
  static final class Run {
    final JsonNode event;
    final String arn;
    private final WireClient lambda;
    private final Map<String, JsonNode> operations = new LinkedHashMap<>();
    private String token;
    private int next;

    Run(WireClient lambda, JsonNode event) {
      this.lambda = lambda;
      this.event = event;
      arn = event.path("DurableExecutionArn").asText();
      token = event.path("CheckpointToken").asText();
      JsonNode state = event.path("InitialExecutionState");
      take(state.path("Operations"));
      String marker = state.path("NextMarker").asText();
      while (!marker.isEmpty()) {
        JsonNode page =
            call(
                    "GetDurableExecutionState",
                    Map.of("DurableExecutionArn", arn, "CheckpointToken", token, "Marker", marker))
                .ok();
        take(page.path("Operations"));
        marker = page.path("NextMarker").asText("");
      }
    }

    private void take(JsonNode list) {
      list.forEach(operation -> operations.put(operation.path("Id").asText(), operation));
    }

    private WireAnswer call(String operation, Map<String, ?> input) {
      return lambda.start(operation, input).orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** The operations, in the order in which they were told. */
    Map<String, JsonNode> operations() {
      return operations;
    }

    /** The input of the execution. */
    JsonNode input() throws Exception {
      JsonNode first = operations.values().iterator().next();
      return JSON.readTree(first.path("ExecutionDetails").path("InputPayload").asText());
    }

    String token() {
      return token;
    }

    /** A checkpoint; the token is the next one. */
    JsonNode checkpoint(Map<?, ?>... updates) {
      JsonNode answer =
          call(
                  "CheckpointDurableExecution",
                  Map.of(
                      "DurableExecutionArn", arn,
                      "CheckpointToken", token,
                      "Updates", List.of(updates)))
              .ok();
      take(answer.path("NewExecutionState").path("Operations"));
      if (!answer.has("CheckpointToken")) {
        throw new Suspended();
      }
      token = answer.path("CheckpointToken").asText();
      return answer;
    }

    static Map<String, Object> update(String id, String type, String action, Object... more) {
      Map<String, Object> update = new LinkedHashMap<>();
      update.put("Id", id);
      update.put("Type", type);
      update.put("Action", action);
      for (int i = 0; i < more.length; i += 2) {
        update.put((String) more[i], more[i + 1]);
      }
      return update;
    }

    private String status(String id) {
      return operations.containsKey(id) ? operations.get(id).path("Status").asText() : "";
    }

    /** Does something once. */
    String step(String name, Callable<String> action) throws Exception {
      String id = "op-" + next++;
      if (status(id).equals("SUCCEEDED")) {
        return operations.get(id).path("StepDetails").path("Result").asText();
      }
      checkpoint(update(id, "STEP", "START", "Name", name, "SubType", "Step"));
      String result = action.call();
      checkpoint(update(id, "STEP", "SUCCEED", "Payload", result));
      return result;
    }

    /** Does something until it succeeds, some seconds after each failure. */
    String retriedStep(int delaySeconds, Callable<String> action) throws Exception {
      String id = "op-" + next++;
      String status = status(id);
      if (status.equals("SUCCEEDED")) {
        return operations.get(id).path("StepDetails").path("Result").asText();
      }
      if (status.equals("PENDING")) {
        throw new Suspended();
      }
      checkpoint(update(id, "STEP", "START"));
      try {
        String result = action.call();
        checkpoint(update(id, "STEP", "SUCCEED", "Payload", result));
        return result;
      } catch (IllegalStateException failure) {
        checkpoint(
            update(
                id,
                "STEP",
                "RETRY",
                "Error",
                Map.of("ErrorMessage", failure.getMessage()),
                "StepOptions",
                Map.of("NextAttemptDelaySeconds", delaySeconds)));
        throw new Suspended();
      }
    }

    /** Lets time pass. */
    void waitSeconds(int seconds) {
      String id = "op-" + next++;
      if (status(id).isEmpty()) {
        checkpoint(update(id, "WAIT", "START", "WaitOptions", Map.of("WaitSeconds", seconds)));
      }
      if (!status(id).equals("SUCCEEDED")) {
        throw new Suspended();
      }
    }

    /** Waits for somebody; {@code told} gets the callback's id once. */
    String callback(Map<String, ?> options, List<String> told) {
      String id = "op-" + next++;
      if (status(id).isEmpty()) {
        checkpoint(update(id, "CALLBACK", "START", "CallbackOptions", options));
        told.add(operations.get(id).path("CallbackDetails").path("CallbackId").asText());
      }
      return outcome(id, "CallbackDetails");
    }

    /** Calls another function. */
    String invoke(String function, String payload) {
      String id = "op-" + next++;
      if (status(id).isEmpty()) {
        checkpoint(
            update(
                id,
                "CHAINED_INVOKE",
                "START",
                "Payload",
                payload,
                "ChainedInvokeOptions",
                Map.of("FunctionName", function)));
      }
      return outcome(id, "ChainedInvokeDetails");
    }

    private String outcome(String id, String details) {
      JsonNode detail = operations.get(id).path(details);
      return switch (status(id)) {
        case "STARTED" -> throw new Suspended();
        case "SUCCEEDED" -> detail.path("Result").asText("nothing");
        default -> {
          JsonNode error = detail.path("Error");
          yield status(id)
              + " "
              + error.path("ErrorType").asText("-")
              + ": "
              + error.path("ErrorMessage").asText("-");
        }
      };
    }

    /** The types of all operations, in order. */
    List<String> types() {
      List<String> types = new ArrayList<>();
      operations.values().forEach(operation -> types.add(operation.path("Type").asText()));
      return types;
    }
  }
}
