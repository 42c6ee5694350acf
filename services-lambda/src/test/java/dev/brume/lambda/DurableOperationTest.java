package dev.brume.lambda;

import static dev.brume.lambda.DurableProgram.Run.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Callbacks, chained invocations, checkpoints and the management of durable executions. The words
 * of refusals are those of AWS's own libraries for tests of durable functions where they have them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CheckpointDurableExecution.html">
 *     CheckpointDurableExecution</a>
 */
class DurableOperationTest {
  private final DurableTestServer test = new DurableTestServer();
  private final List<String> callbacks = test.callbacks;

  @AfterEach
  void end() {
    test.close();
  }

  // -------------------------------------------------------------------------------- callbacks

  @Test
  void callbacksSucceed() {
    String arn = test.waiting(Map.of());
    test.test.lambda.ok(
        "SendDurableExecutionCallbackSuccess",
        "CallbackId",
        callbacks.get(0),
        "Result",
        DurableTestServer.base64("\"yes\""));
    test.test.settle();
    assertThat(test.result(arn).asText()).isEqualTo("\"yes\"");
    assertThat(test.events(arn)).contains("CallbackStarted", "CallbackSucceeded");
    test.test
        .lambda
        .call("SendDurableExecutionCallbackSuccess", "CallbackId", callbacks.get(0))
        .isError(400, "InvalidParameterValueException");
  }

  @Test
  void callbacksFail() {
    String arn = test.waiting(Map.of());
    test.test.lambda.ok(
        "SendDurableExecutionCallbackFailure",
        "CallbackId",
        callbacks.get(0),
        "Error",
        Map.of("ErrorType", "Refused", "ErrorMessage", "by hand"));
    test.test.settle();
    assertThat(test.result(arn).asText()).isEqualTo("FAILED Refused: by hand");
  }

  @Test
  void callbacksTimeOut() {
    String arn = test.waiting(Map.of("TimeoutSeconds", 50));
    test.pass(50);
    assertThat(test.result(arn).asText())
        .isEqualTo("TIMED_OUT Callback.Timeout: Callback timed out");
    test.test
        .lambda
        .call("SendDurableExecutionCallbackSuccess", "CallbackId", callbacks.get(0))
        .isError(400, "CallbackTimeoutException");
    test.test
        .lambda
        .call("SendDurableExecutionCallbackHeartbeat", "CallbackId", callbacks.get(0))
        .isError(400, "CallbackTimeoutException");
  }

  @Test
  void heartbeatsKeepCallbacksAlive() {
    String arn = test.waiting(Map.of("HeartbeatTimeoutSeconds", 20, "TimeoutSeconds", 600));
    for (int i = 0; i < 5; i++) {
      test.pass(15);
      test.test.lambda.ok("SendDurableExecutionCallbackHeartbeat", "CallbackId", callbacks.get(0));
    }
    assertThat(test.status(arn)).isEqualTo("RUNNING");
    test.pass(20);
    assertThat(test.result(arn).asText())
        .isEqualTo("TIMED_OUT Callback.Heartbeat: Callback timed out on heartbeat");
  }

  @Test
  void callbacksMustBeKnown() {
    test.test
        .lambda
        .call("SendDurableExecutionCallbackSuccess", "CallbackId", "AAAA")
        .isError(400, "InvalidParameterValueException");
    test.test
        .lambda
        .call(
            "SendDurableExecutionCallbackHeartbeat",
            "CallbackId",
            DurableTestServer.base64("f\nn\ni\nop-0"))
        .isError(404, "ResourceNotFoundException");
  }

  // ---------------------------------------------------------------------- chained invocations

  @Test
  void otherFunctionsAreCalled() {
    test.function("plain", (event, context) -> event);
    test.function(
        "broken",
        (event, context) -> {
          throw new IllegalStateException("oh");
        });
    test.durable(
        "child",
        100,
        run -> {
          run.waitSeconds(10);
          return "child of " + run.input().path("x").asText();
        });
    test.durable(
        "f",
        3600,
        run ->
            List.of(
                run.invoke("plain", "{\"x\":1}"),
                run.invoke("broken", "{}"),
                run.invoke("child:$LATEST", "{\"x\":2}"),
                run.invoke("child", "{}"),
                run.invoke("missing", "{}")));
    String arn = test.start("f", "{}");
    test.pass(10);
    List<String> results = new ArrayList<>();
    test.result(arn).forEach(one -> results.add(one.asText()));
    assertThat(results)
        .containsExactly(
            "{\"x\":1}",
            "FAILED java.lang.IllegalStateException: oh",
            "\"child of 2\"",
            "FAILED InvalidParameterValueException: You cannot invoke a durable function using an"
                + " unqualified ARN.",
            "FAILED ResourceNotFoundException: Function not found: "
                + LambdaTestServer.ARN
                + "missing:$LATEST");
    assertThat(test.history(arn).toString()).contains("function:child:$LATEST/durable-execution/");
  }

  @Test
  void childrenTimeOutAndAreStopped() {
    test.durable(
        "child",
        30,
        run -> {
          run.waitSeconds(1000);
          return "never";
        });
    test.durable("f", 3600, run -> run.invoke("child:$LATEST", "{}"));
    String late = test.start("f", "{}");
    test.pass(30);
    assertThat(test.result(late).asText())
        .isEqualTo("TIMED_OUT ChainedInvoke.Timeout: CHAINED_INVOKE timed out after 30 seconds.");
    String arn = test.start("f", "{}");
    JsonNode children =
        test.test
            .lambda
            .ok(
                "ListDurableExecutionsByFunction",
                "FunctionName",
                "child",
                "Statuses",
                List.of("RUNNING"))
            .path("DurableExecutions");
    assertThat(children).hasSize(1);
    test.test.lambda.ok(
        "StopDurableExecution",
        "DurableExecutionArn",
        children.get(0).path("DurableExecutionArn").asText(),
        "Error",
        Map.of("ErrorType", "T", "ErrorMessage", "m"));
    test.test.settle();
    assertThat(test.result(arn).asText()).isEqualTo("STOPPED T: m");
  }

  // ------------------------------------------------------------------------------ checkpoints

  private void refused(String message, Map<?, ?>... updates) {
    String name = "f" + Math.abs(message.hashCode()) + updates.length;
    AtomicReference<String> said = new AtomicReference<>();
    test.durable(
        name,
        600,
        run -> {
          test.test
              .lambda
              .start(
                  "CheckpointDurableExecution",
                  Map.of(
                      "DurableExecutionArn", run.arn,
                      "CheckpointToken", run.token(),
                      "Updates", List.of(updates)))
              .thenAccept(answer -> said.set(answer.text()))
              .orTimeout(10, TimeUnit.SECONDS)
              .join();
          return "x";
        });
    test.start(name, "{}");
    assertThat(said.get()).contains(message);
  }

  @Test
  void updatesThatMakeNoSenseAreRefused() {
    refused("Invalid action for the given operation type.", update("a", "WAIT", "SUCCEED"));
    refused(
        "Cannot cancel a WAIT that does not exist or has already completed.",
        update("a", "WAIT", "CANCEL"));
    refused("Invalid parent operation id.", update("a", "STEP", "START", "ParentId", "b"));
    refused(
        "Cannot checkpoint multiple operations with the same ID.",
        update("a", "STEP", "START"),
        update("a", "STEP", "START"));
    refused(
        "Cannot checkpoint multiple EXECUTION updates.",
        update("a", "EXECUTION", "SUCCEED"),
        update("b", "EXECUTION", "SUCCEED"));
    refused(
        "EXECUTION checkpoint must be the last update.",
        update("a", "EXECUTION", "SUCCEED"),
        update("b", "STEP", "START"));
    refused(
        "Cannot provide a Payload for FAIL action.",
        update("a", "CONTEXT", "START"),
        update("a", "CONTEXT", "FAIL", "Payload", "x"));
    refused(
        "Cannot start a CHAINED_INVOKE on a function in another account.",
        update(
            "a",
            "CHAINED_INVOKE",
            "START",
            "ChainedInvokeOptions",
            Map.of("FunctionName", "arn:aws:lambda:eu-west-1:000000000001:function:g")));
    refused(
        "Error object size must be less than 32768 bytes.",
        update("a", "CONTEXT", "FAIL", "Error", Map.of("ErrorMessage", "x".repeat(40_000))));
  }

  @Test
  void tokensAreGoodOnce() {
    List<String> said = new CopyOnWriteArrayList<>();
    test.durable(
        "f",
        600,
        run -> {
          String before = run.token();
          Map<String, Object> input =
              Map.of(
                  "DurableExecutionArn",
                  run.arn,
                  "CheckpointToken",
                  before,
                  "ClientToken",
                  "c",
                  "Updates",
                  List.of(update("a", "STEP", "START")));
          for (int i = 0; i < 2; i++) {
            said.add(
                test.test
                    .lambda
                    .start("CheckpointDurableExecution", input)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join()
                    .text());
          }
          said.add(
              test.test
                  .lambda
                  .start(
                      "CheckpointDurableExecution",
                      Map.of("DurableExecutionArn", run.arn, "CheckpointToken", before))
                  .orTimeout(10, TimeUnit.SECONDS)
                  .join()
                  .text());
          return "x";
        });
    test.start("f", "{}");
    assertThat(said.get(1)).isEqualTo(said.get(0)).contains("NewExecutionState");
    assertThat(said.get(2)).contains("Invalid checkpoint token");
  }

  @Test
  void aLargeStateComesInPages() {
    String payload = "x".repeat(2_000_000);
    AtomicReference<List<String>> types = new AtomicReference<>();
    test.durable(
        "f",
        600,
        run -> {
          for (int i = 0; i < 4; i++) {
            run.step("large", () -> payload);
          }
          run.waitSeconds(5);
          types.set(run.types());
          return run.event.path("InitialExecutionState").path("Operations").size();
        });
    String arn = test.start("f", "{}");
    test.pass(5);
    assertThat(test.result(arn).asInt()).isBetween(2, 3);
    assertThat(types.get()).containsExactly("EXECUTION", "STEP", "STEP", "STEP", "STEP", "WAIT");
  }

  /**
   * "If the response is too large for an invocation", the SDKs end the execution by a checkpoint.
   */
  @Test
  void checkpointsEndExecutions() {
    test.durable(
        "f",
        600,
        run -> {
          run.checkpoint(update("end", "EXECUTION", "SUCCEED", "Payload", "\"by checkpoint\""));
          return "";
        });
    String arn = test.start("f", "{}");
    assertThat(test.result(arn).asText()).isEqualTo("by checkpoint");
  }

  @Test
  void contextsHoldOperations() {
    test.durable(
        "f",
        600,
        run -> {
          run.checkpoint(
              update("c", "CONTEXT", "START", "Name", "branch", "SubType", "RunInChildContext"),
              update("s", "STEP", "START", "ParentId", "c"),
              update("s", "STEP", "SUCCEED", "ParentId", "c", "Payload", "1"));
          run.checkpoint(
              update(
                  "c",
                  "CONTEXT",
                  "SUCCEED",
                  "Payload",
                  "2",
                  "ContextOptions",
                  Map.of("ReplayChildren", true)));
          JsonNode context = run.operations().get("c");
          return context.path("Status").asText()
              + context.path("ContextDetails").path("ReplayChildren").asBoolean()
              + run.operations().get("s").path("ParentId").asText();
        });
    String arn = test.start("f", "{}");
    assertThat(test.result(arn).asText()).isEqualTo("SUCCEEDEDtruec");
    assertThat(test.events(arn))
        .containsExactly(
            "ExecutionStarted",
            "ContextStarted",
            "StepStarted",
            "StepSucceeded",
            "ContextSucceeded",
            "ExecutionSucceeded");
  }
}
