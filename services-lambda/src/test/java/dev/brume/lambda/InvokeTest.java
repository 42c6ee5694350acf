package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.state.Store;
import dev.brume.testkit.WireAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Functions are run as processes of their own runtimes. Needs Python 3 and Node.js on the machine:
 * where they are missing these tests fail and say so. Payloads of failures are as recorded on AWS,
 * Lambda, November 2025.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
class InvokeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void end() {
    test.close();
  }

  private void python(String name, String code, Object... more) {
    test.create(name, with(more, "Timeout", 60, "Code", LambdaTestServer.code(code)));
  }

  private void node(String name, String file, String code, Object... more) {
    Map<String, Object> archive =
        Map.of("ZipFile", LambdaTestServer.base64(LambdaTestServer.zip(file, code)));
    test.create(name, with(more, "Timeout", 60, "Code", archive, "Runtime", "nodejs22.x"));
  }

  private static Object[] with(Object[] more, Object... others) {
    Object[] all = new Object[more.length + others.length];
    System.arraycopy(others, 0, all, 0, others.length);
    System.arraycopy(more, 0, all, others.length, more.length);
    return all;
  }

  private WireAnswer invoke(String name, String payload, Object... more) {
    Map<String, Object> input = new HashMap<>();
    input.put("FunctionName", name);
    input.put(
        "Payload", Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < more.length; i += 2) {
      input.put((String) more[i], more[i + 1]);
    }
    return test.lambda.start("Invoke", input).orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static JsonNode payload(WireAnswer answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void pythonAnswersAndIsKeptForTheNextCall() {
    python(
        "f",
        """
        counter = 0
        def handler(event, context):
            global counter
            counter += 1
            return {"event": event, "counter": counter, "arn": context.invoked_function_arn,
                    "name": context.function_name, "memory": context.memory_limit_in_mb,
                    "id": context.aws_request_id, "custom": context.client_context.custom}
        """);
    String context =
        Base64.getEncoder()
            .encodeToString("{\"custom\": {\"a\": 1}}".getBytes(StandardCharsets.UTF_8));
    WireAnswer first = invoke("f", "{\"x\": \"ü\"}", "ClientContext", context);
    first.hasStatus(200).hasHeader("X-Amz-Executed-Version", "$LATEST");
    first.hasHeader("Content-Type", "application/json");
    assertThat(first.header("X-Amz-Function-Error")).isNull();
    JsonNode answer = payload(first);
    assertThat(answer.path("event").path("x").asText()).isEqualTo("ü");
    assertThat(answer.path("arn").asText()).isEqualTo(LambdaTestServer.ARN + "f");
    assertThat(answer.path("memory").asText()).isEqualTo("128");
    assertThat(answer.path("custom").path("a").asInt()).isEqualTo(1);
    assertThat(answer.path("id").asText()).isEqualTo(first.header("x-amzn-RequestId"));
    assertThat(payload(invoke("f", "{}", "ClientContext", context)).path("counter").asInt())
        .isEqualTo(2);
  }

  @Test
  void theLastOfTheLogIsSentOnDemand() {
    python("f", "def handler(event, context):\n    print('hello')\n");
    String log =
        new String(
            Base64.getDecoder()
                .decode(invoke("f", "{}", "LogType", "Tail").header("X-Amz-Log-Result")),
            StandardCharsets.UTF_8);
    assertThat(log)
        .matches(
            "(?s)START RequestId: (\\S+) Version: \\$LATEST\nhello\nEND RequestId: \\1\n"
                + "REPORT RequestId: \\1\tDuration: \\S+ ms\tBilled Duration: \\d+ ms"
                + "\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB"
                + "\tInit Duration: \\S+ ms\t\n");
  }

  @Test
  void whatIsRaisedIsAFunctionError() {
    python(
        "f",
        """
        def handler(event, context):
            raise Exception("intended")
        """);
    WireAnswer answer = invoke("f", "{}");
    answer.hasStatus(200).hasHeader("X-Amz-Function-Error", "Unhandled");
    JsonNode error = payload(answer);
    assertThat(error.path("errorMessage").asText()).isEqualTo("intended");
    assertThat(error.path("errorType").asText()).isEqualTo("Exception");
    assertThat(error.path("requestId").asText()).isEqualTo(answer.header("x-amzn-RequestId"));
    assertThat(error.path("stackTrace").get(0).asText())
        .isEqualTo(
            "  File \"/var/task/index.py\", line 2, in handler\n"
                + "    raise Exception(\"intended\")\n");
  }

  @Test
  void whatFailsAtImportIsAFunctionErrorWithoutRequest() {
    python("f", "raise Exception('Runtime startup fails')");
    JsonNode error = payload(invoke("f", "{}"));
    assertThat(error.path("errorMessage").asText()).isEqualTo("Runtime startup fails");
    assertThat(error.path("errorType").asText()).isEqualTo("Exception");
    assertThat(error.path("requestId").asText()).isEmpty();
  }

  @Test
  void whatTakesTooLongIsEnded() {
    python(
        "f",
        """
        import time
        number = 0
        def handler(event, context):
            global number
            number += 1
            if event.get("wait"):
                time.sleep(60)
            return number
        """,
        "Timeout",
        1);
    assertThat(invoke("f", "{}").text()).isEqualTo("1");
    WireAnswer late = invoke("f", "{\"wait\": true}");
    late.hasStatus(200).hasHeader("X-Amz-Function-Error", "Unhandled");
    assertThat(payload(late).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    assertThat(payload(late).path("errorMessage").asText())
        .isEqualTo(
            "RequestId: "
                + late.header("x-amzn-RequestId")
                + " Error: Task timed out after 1.00 seconds");
    assertThat(invoke("f", "{}").text()).isEqualTo("1");
  }

  @Test
  void whatExitsIsAFunctionError() {
    python("f", "import sys\ndef handler(event, context):\n    sys.exit(event['status'])\n");
    assertThat(payload(invoke("f", "{\"status\": 0}")).path("errorMessage").asText())
        .endsWith(" Error: Runtime exited without providing a reason");
    JsonNode error = payload(invoke("f", "{\"status\": 3}"));
    assertThat(error.path("errorType").asText()).isEqualTo("Runtime.ExitError");
    assertThat(error.path("errorMessage").asText())
        .endsWith(" Error: Runtime exited with error: exit status 3");
  }

  @Test
  void anAnswerHasItsLimit() {
    python("f", "def handler(event, context):\n    return 'x' * event['size']\n");
    assertThat(invoke("f", "{\"size\": 6000000}").text()).hasSize(6_000_002);
    JsonNode error = payload(invoke("f", "{\"size\": 7000000}"));
    assertThat(error.path("errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
    assertThat(error.path("errorMessage").asText())
        .isEqualTo("Response payload size exceeded maximum allowed payload size (6291556 bytes).");
  }

  @Test
  void nodeAnswersByPromiseAndByCallback() {
    node(
        "m",
        "index.mjs",
        """
        export const handler = async (event, context) => {
          console.log('seen', event.a);
          return { a: event.a, name: context.functionName };
        };
        """);
    WireAnswer answer = invoke("m", "{\"a\": 1}", "LogType", "Tail");
    assertThat(answer.text()).isEqualTo("{\"a\":1,\"name\":\"m\"}");
    assertThat(
            new String(
                Base64.getDecoder().decode(answer.header("X-Amz-Log-Result")),
                StandardCharsets.UTF_8))
        .contains("\tINFO\tseen 1\n");
    node(
        "c",
        "index.js",
        "exports.handler = (event, context, callback) => setTimeout(() => callback(null, 7), 5);");
    assertThat(invoke("c", "{}").text()).isEqualTo("7");
    node("e", "index.js", "exports.handler = async () => { throw new TypeError('intended'); };");
    JsonNode error = payload(invoke("e", "{}"));
    assertThat(error.path("errorType").asText()).isEqualTo("TypeError");
    assertThat(error.path("errorMessage").asText()).isEqualTo("intended");
    assertThat(error.path("trace").get(1).asText()).contains("/var/task/index.js");
  }

  @Test
  void aBootstrapOfItsOwnRuns() {
    String script =
        """
        #!/usr/bin/env python3
        import os, urllib.request
        api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
        while True:
            with urllib.request.urlopen(api + "next") as call:
                request_id = call.headers["Lambda-Runtime-Aws-Request-Id"]
                event = call.read()
            urllib.request.urlopen(api + request_id + "/response", b"[" + event + b"]").read()
        """;
    test.create(
        "p",
        "Runtime",
        "provided.al2023",
        "Code",
        Map.of(
            "ZipFile",
            LambdaTestServer.base64(LambdaTestServer.executableZip("bootstrap", script))));
    assertThat(invoke("p", "{\"a\":1}").text()).isEqualTo("[{\"a\":1}]");
    python("none", "pass", "Runtime", "provided.al2023");
    JsonNode error = payload(invoke("none", "{}"));
    assertThat(error.path("errorType").asText()).isEqualTo("Runtime.InvalidEntrypoint");
    assertThat(error.path("errorMessage").asText())
        .endsWith("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
  }

  @Test
  void layersAreInTheSearchPath() {
    test.ok(
        "PublishLayerVersion",
        "LayerName",
        "l",
        "Content",
        Map.of(
            "ZipFile",
            LambdaTestServer.base64(LambdaTestServer.zip("python/shared.py", "ANSWER = 42"))));
    python(
        "f",
        "import shared, os\ndef handler(e, c):\n    return [shared.ANSWER, os.environ['AB']]\n",
        "Layers",
        List.of("arn:aws:lambda:eu-west-1:123456789012:layer:l:1"),
        "Environment",
        Map.of("Variables", Map.of("AB", "b")));
    assertThat(invoke("f", "{}").text()).isEqualTo("[42, \"b\"]");
  }

  @Test
  void aliasesAndVersionsRunWhatTheyStandFor() {
    python("f", "def handler(e, c):\n    return [1, c.function_version]\n", "Publish", true);
    test.ok("CreateAlias", "FunctionName", "f", "Name", "live", "FunctionVersion", "1");
    test.ok(
        "UpdateFunctionCode",
        "FunctionName",
        "f",
        "ZipFile",
        LambdaTestServer.code("def handler(e, c):\n    return [2, c.function_version]\n")
            .get("ZipFile"));
    assertThat(invoke("f", "{}").text()).isEqualTo("[2, \"$LATEST\"]");
    WireAnswer live = invoke("f", "{}", "Qualifier", "live");
    live.hasHeader("X-Amz-Executed-Version", "1");
    assertThat(live.text()).isEqualTo("[1, \"1\"]");
    assertThat(invoke("f:1", "{}").text()).isEqualTo("[1, \"1\"]");
  }

  @Test
  void someCallsAreRefused() {
    python("f", "def handler(e, c):\n    return e\n");
    invoke("none", "{}")
        .isError(
            404,
            "ResourceNotFoundException",
            "Function not found: " + LambdaTestServer.ARN + "none:$LATEST");
    invoke("f", "{not json").isError(400, "InvalidRequestContentException");
    assertThat(invoke("f", "{}", "InvocationType", "DryRun").status()).isEqualTo(204);
    test.ok("PutFunctionConcurrency", "FunctionName", "f", "ReservedConcurrentExecutions", 0);
    invoke("f", "{}").isError(429, "TooManyRequestsException", "Rate Exceeded.");
  }

  @Test
  void eventsAreTriedThreeTimesAndReported() {
    python("f", "def handler(e, c):\n    raise Exception('intended')\n");
    test.ok(
        "PutFunctionEventInvokeConfig",
        "FunctionName",
        "f",
        "DestinationConfig",
        Map.of("OnFailure", Map.of("Destination", LambdaTestServer.QUEUE)));
    WireAnswer accepted = invoke("f", "{\"a\": 1}", "InvocationType", "Event");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text()).isEmpty();
    test.settle();
    test.server.passSeconds(60);
    test.settle();
    assertThat(test.delivered).isEmpty();
    test.server.passSeconds(120);
    test.settle();
    assertThat(test.delivered).hasSize(1);
    JsonNode report = test.delivered.get(0);
    assertThat(report.path("requestContext").path("condition").asText())
        .isEqualTo("RetriesExhausted");
    assertThat(report.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(report.path("requestContext").path("functionArn").asText())
        .isEqualTo(LambdaTestServer.ARN + "f:$LATEST");
    assertThat(report.path("requestPayload").path("a").asInt()).isEqualTo(1);
    assertThat(report.path("responseContext").path("functionError").asText())
        .isEqualTo("Unhandled");
    assertThat(report.path("responsePayload").path("errorMessage").asText()).isEqualTo("intended");
  }

  @Test
  void eventsThatSucceedAreReportedToo() {
    python("f", "def handler(e, c):\n    return 'done'\n");
    test.ok(
        "PutFunctionEventInvokeConfig",
        "FunctionName",
        "f",
        "DestinationConfig",
        Map.of("OnSuccess", Map.of("Destination", LambdaTestServer.QUEUE)));
    invoke("f", "{}", "InvocationType", "Event");
    test.settle();
    assertThat(test.delivered.get(0).path("responsePayload").asText()).isEqualTo("done");
    assertThat(test.delivered.get(0).path("requestContext").path("condition").asText())
        .isEqualTo("Success");
  }

  /** A call that is under way when the state is restored belongs to a state that is gone. */
  @Test
  void nothingIsReportedToARestoredState() {
    python("f", "def handler(e, c):\n    return 'done'\n");
    test.ok(
        "PutFunctionEventInvokeConfig",
        "FunctionName",
        "f",
        "DestinationConfig",
        Map.of("OnSuccess", Map.of("Destination", LambdaTestServer.QUEUE)));
    Store.Snapshot before = test.server.environment().snapshot();
    invoke("f", "{}", "InvocationType", "Event");
    test.server.restore(before);
    test.settle();
    assertThat(test.delivered).isEmpty();
  }

  /** What has left its parents is found by its environment; AWS freezes and ends whole machines. */
  @Test
  void nothingIsLeftBehind() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")));
    python(
        "f",
        """
        import os, time
        def handler(event, context):
            if os.fork() == 0:
                os.setsid()
                child = os.fork()
                if child == 0:
                    os.execvp("sleep", ["sleep", "600"])
                with open(os.environ["LAMBDA_TASK_ROOT"] + "/child", "w") as file:
                    file.write(str(child))
                os._exit(0)
            os.wait()
            with open(os.environ["LAMBDA_TASK_ROOT"] + "/child") as file:
                return int(file.read())
        """);
    long child = payload(invoke("f", "{}")).asLong();
    assertThat(ProcessHandle.of(child)).isPresent();
    test.close();
    awaitEnd(child);
  }

  private static void awaitEnd(long process) {
    ProcessHandle.of(process)
        .ifPresent(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }
}
