package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.testkit.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Logs in JSON, the memory limit, and extensions. Needs Python 3 and Node.js on the machine.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">
 *     Configuring JSON and plain text log formats</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Lambda
 *     Extensions API</a>
 */
class FunctionLogFormatTest {
  private static final Map<String, Object> JSON_LOGS =
      Map.of("LogFormat", "JSON", "ApplicationLogLevel", "WARN");

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void end() {
    test.close();
  }

  private WireAnswer invoke() {
    return test.call("Invoke", Map.of("FunctionName", "f", "LogType", "Tail"));
  }

  private static String log(WireAnswer answer) {
    return new String(
        Base64.getDecoder().decode(answer.header("X-Amz-Log-Result")), StandardCharsets.UTF_8);
  }

  @Test
  void pythonAndThePlatformLogInJson() {
    test.create(
        "f",
        "LoggingConfig",
        JSON_LOGS,
        "Code",
        LambdaTestServer.code(
            """
            import logging
            def handler(event, context):
                logging.info("not shown")
                logging.warning("shown %s", 1)
                print("plain")
            """));
    assertThat(log(invoke()))
        .contains("\"type\":\"platform.start\",\"record\":{\"requestId\":\"")
        .contains("\"level\": \"WARNING\", \"message\": \"shown 1\", \"logger\": \"root\"")
        .contains("\nplain\n")
        .contains("\"type\":\"platform.report\"", "\"status\":\"success\"", "\"memorySizeMB\":128")
        .doesNotContain("not shown", "START RequestId", "END RequestId");
  }

  @Test
  void nodeLogsInJson() {
    test.create(
        "f",
        "LoggingConfig",
        JSON_LOGS,
        "Runtime",
        "nodejs22.x",
        "Code",
        Map.of(
            "ZipFile",
            LambdaTestServer.base64(
                LambdaTestServer.zip(
                    "index.mjs",
                    "export const handler = async () => { console.log('no'); console.error({ a: 1"
                        + " }); };"))));
    assertThat(log(invoke()))
        .contains("\"level\":\"ERROR\"", "\"message\":{\"a\":1}")
        .doesNotContain("\"message\":\"no\"");
  }

  /** As on AWS, whose kernel kills what takes too much memory. */
  @Test
  void aFunctionWithTooMuchMemoryIsKilled() {
    test.create(
        "f",
        "Timeout",
        30,
        "Code",
        LambdaTestServer.code(
            """
            import time
            def handler(event, context):
                taken = []
                for i in range(40):
                    taken.append(bytearray(b"x") * 10_000_000)
                    time.sleep(0.02)
                return len(taken)
            """));
    WireAnswer answer = invoke();
    assertThat(answer.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(answer.text())
        .contains("\"errorType\":\"Runtime.ExitError\"")
        .contains("Error: Runtime exited with error: signal: killed");
    assertThat(log(answer))
        .contains("Max Memory Used: 128 MB\t", "\tStatus: error\tError Type: Runtime.ExitError\n");
  }

  @Test
  void extensionsSeeEveryCall() {
    String extension =
        """
        #!/usr/bin/env python3
        import json, os, urllib.request
        at = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2020-01-01/extension/"
        def ask(path, headers, body=None):
            return urllib.request.urlopen(urllib.request.Request(at + path, headers=headers, data=body))
        answer = ask("register", {"Lambda-Extension-Name": "watch"},
            json.dumps({"events": ["INVOKE", "SHUTDOWN"]}).encode())
        known = json.loads(answer.read())
        print("extension of", known["functionName"], flush=True)
        me = {"Lambda-Extension-Identifier": answer.headers["Lambda-Extension-Identifier"]}
        while True:
            event = json.loads(ask("event/next", me).read())
            print("extension saw", event["eventType"], flush=True)
            if event["eventType"] == "SHUTDOWN":
                break
        """;
    String layer =
        test.ok(
                "PublishLayerVersion",
                "LayerName",
                "watching",
                "Content",
                Map.of(
                    "ZipFile",
                    LambdaTestServer.base64(
                        LambdaTestServer.executableZip("extensions/watch", extension))))
            .path("LayerVersionArn")
            .asText();
    test.create(
        "f",
        "Timeout",
        30,
        "Layers",
        List.of(layer),
        "Code",
        LambdaTestServer.code("def handler(event, context):\n    return 'done'\n"));
    WireAnswer answer = invoke();
    assertThat(answer.text()).isEqualTo("\"done\"");
    assertThat(log(answer)).contains("extension of f\n", "extension saw INVOKE\n");
    assertThat(log(invoke())).contains("extension saw INVOKE\n");
  }
}
