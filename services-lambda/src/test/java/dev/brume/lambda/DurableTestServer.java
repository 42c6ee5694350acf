package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.testkit.WireAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Lambda with durable functions that are scripts of a test. */
final class DurableTestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final LambdaTestServer test = new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  /** The ids of the callbacks that {@link #waiting} created. */
  final List<String> callbacks = new CopyOnWriteArrayList<>();

  private final Map<String, FunctionHandler> handlers = new LinkedHashMap<>();

  /** Ends what runs. */
  @Override
  public void close() {
    test.close();
  }

  /** The ARN of an execution of a new function "f" that waits for one callback. */
  String waiting(Map<String, ?> options) {
    durable("f", 3600, run -> run.callback(options, callbacks));
    String arn = start("f", "{}");
    assertThat(callbacks).hasSize(1);
    assertThat(callbacks.get(0)).matches("[A-Za-z0-9+/]+={0,2}");
    return arn;
  }

  static String base64(String text) {
    return LambdaTestServer.base64(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes a function of a script. */
  void durable(String name, int timeoutSeconds, DurableProgram.Script script) {
    durable(name, timeoutSeconds, new DurableProgram(test.lambda, script));
  }

  /** Makes a durable function of any handler. */
  void durable(String name, int timeoutSeconds, FunctionHandler handler, Object... more) {
    function(
        name,
        handler,
        with(
            more,
            "DurableConfig",
            Map.of("ExecutionTimeout", timeoutSeconds, "RetentionPeriodInDays", 2)));
  }

  /** Makes a function that is not durable. */
  void function(String name, FunctionHandler handler, Object... more) {
    handlers.put(name, handler);
    register();
    test.create(
        name,
        with(
            more,
            "Timeout",
            60,
            "Code",
            Map.of("S3Bucket", "jvm-handlers", "S3Key", name),
            "Runtime",
            "java21",
            "Handler",
            "handler"));
  }

  private static Object[] with(Object[] more, Object... others) {
    List<Object> all = new ArrayList<>(List.of(others));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private void register() {
    LambdaService service = test.server.service("lambda", LambdaService.class);
    handlers.forEach(service.jvmFunctions()::register);
  }

  /** Starts the server anew, with the same program around it. */
  void restart() {
    test.server.restart();
    register();
  }

  /** Calls a function. */
  WireAnswer invoke(String name, String payload, Object... more) {
    Map<String, Object> input = new HashMap<>();
    input.put("FunctionName", name);
    input.put(
        "Payload", Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < more.length; i += 2) {
      input.put((String) more[i], more[i + 1]);
    }
    return test.lambda.start("Invoke", input).orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Begins an execution; returns its ARN. */
  String start(String name, String payload, Object... more) {
    WireAnswer answer =
        invoke(name + ":$LATEST", payload, with(more, "InvocationType", "Event")).hasStatus(202);
    test.settle();
    return answer.header("X-Amz-Durable-Execution-Arn");
  }

  /** Lets time pass, and waits until nothing is under way. */
  void pass(long seconds) {
    test.server.passSeconds(seconds);
    test.settle();
  }

  JsonNode get(String arn) {
    return test.lambda.ok("GetDurableExecution", "DurableExecutionArn", arn);
  }

  String status(String arn) {
    return get(arn).path("Status").asText();
  }

  /** The result of an execution that has succeeded. */
  JsonNode result(String arn) {
    JsonNode execution = get(arn);
    if (!execution.path("Status").asText().equals("SUCCEEDED")) {
      throw new AssertionError(execution.toString());
    }
    return read(execution.path("Result").asText());
  }

  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode history(String arn) {
    return test.lambda.ok("GetDurableExecutionHistory", "DurableExecutionArn", arn).path("Events");
  }

  /** The types of the events of an execution, calls of the function aside. */
  List<String> events(String arn) {
    List<String> types = new ArrayList<>();
    history(arn).forEach(event -> types.add(event.path("EventType").asText()));
    types.removeIf("InvocationCompleted"::equals);
    return types;
  }
}
