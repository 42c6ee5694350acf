package dev.brume.lambda.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.time.MachineClock;
import dev.brume.lambda.runtime.RuntimeConnection.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The extensions of an environment: programs in the folder {@code extensions} of its layers, and
 * parts of the runtime's process. They register, see every call, and are told of the end.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Lambda
 *     Extensions API</a>
 */
final class Extensions {
  /** The prefix of the paths of the Extensions API. */
  static final String PATH = "/2020-01-01/extension/";

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Set<String> EVENTS = Set.of("INVOKE", "SHUTDOWN");
  private static final String SHUTDOWN = "SHUTDOWN";

  /** "2000 ms" after which extensions are killed. */
  private static final long SHUTDOWN_MILLIS = 2_000;

  private final RuntimePlan plan;
  private final Ids ids;
  private final List<Extension> all = new ArrayList<>();
  private final CompletableFuture<String> failure = new CompletableFuture<>();

  /**
   * @param ids makes identifiers
   * @param programs the programs that will register
   */
  Extensions(RuntimePlan plan, Ids ids, List<Path> programs) {
    this.plan = plan;
    this.ids = ids;
    programs.forEach(
        program -> all.add(new Extension(program.getFileName().toString(), ids.uuid())));
  }

  /** The programs in the folders {@code extensions} of layers. */
  static List<Path> programs(List<Path> layers) throws IOException {
    List<Path> programs = new ArrayList<>();
    for (Path layer : layers) {
      Path folder = layer.resolve("extensions");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(Files::isRegularFile).filter(Files::isExecutable).forEach(programs::add);
        }
      }
    }
    programs.sort(null);
    return programs;
  }

  private synchronized List<Extension> all() {
    return List.copyOf(all);
  }

  /** Completes with the type of the failure of an extension. */
  CompletableFuture<String> failure() {
    return failure;
  }

  /** A program of an extension has exited. */
  void exited(int status) {
    failure.complete(status == 0 ? "Extension.Exit" : "Extension.Crash");
  }

  /**
   * Answers a request of an extension.
   *
   * @return whether the connection is used further
   */
  boolean handle(RuntimeConnection connection, Head head, byte[] body) throws IOException {
    String action = head.path().substring(PATH.length());
    if (action.equals("register")) {
      register(connection, head, body);
      return true;
    }
    Extension extension = find(head.field("Lambda-Extension-Identifier"));
    if (extension == null) {
      refuse(connection, "Extension.UnknownExtensionIdentifier", "Unknown extension");
      return true;
    }
    switch (action) {
      case "event/next" -> {
        CompletableFuture<Boolean> answered = extension.next(connection);
        return !connection.isLast() || answered.join();
      }
      case "init/error", "exit/error" -> {
        String type = head.field("Lambda-Extension-Function-Error-Type");
        connection.answer(202, JSON, "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.UTF_8));
        failure.complete(type == null ? "Extension.UnknownReason" : type);
      }
      default -> refuse(connection, "Extension.InvalidPath", "Unknown path");
    }
    return true;
  }

  private Extension find(String id) {
    return all().stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }

  private static void refuse(RuntimeConnection connection, String type, String message)
      throws IOException {
    String text =
        JsonObjectText.of(json -> json.member("errorMessage", message).member("errorType", type));
    connection.answer(403, JSON, text.getBytes(StandardCharsets.UTF_8));
  }

  private void register(RuntimeConnection connection, Head head, byte[] body) throws IOException {
    String name = head.field("Lambda-Extension-Name");
    Set<String> wanted = new HashSet<>();
    JsonNode given =
        JsonDocument.COMMON.find(new String(body, StandardCharsets.UTF_8)).orElse(null);
    if (given != null) {
      given.path("events").forEach(event -> wanted.add(event.asText()));
    }
    if (name == null || name.isEmpty()) {
      refuse(connection, "Extension.InvalidExtensionName", "Empty extension name");
      return;
    }
    if (!EVENTS.containsAll(wanted)) {
      refuse(connection, "Extension.InvalidEvent", "Unknown event type");
      return;
    }
    Extension extension = registered(name);
    extension.subscribe(wanted);
    String text =
        JsonObjectText.of(
            json ->
                json.member("functionName", plan.function())
                    .member("functionVersion", plan.version())
                    .member("handler", plan.settings().handler())
                    .member("accountId", plan.scope().account()));
    connection.answer(
        200,
        Map.of("Content-Type", "application/json", "Lambda-Extension-Identifier", extension.id()),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** One that has a program, or a new one within the runtime's process. */
  private synchronized Extension registered(String name) {
    for (Extension each : all) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    Extension internal = new Extension(name, ids.uuid());
    all.add(internal);
    return internal;
  }

  /** Waits until all of them ask for the next event; false on timeout. */
  boolean awaitIdle(long millis) {
    CompletableFuture<?>[] idle =
        all().stream().map(Extension::idle).toArray(CompletableFuture[]::new);
    if (idle.length == 0) {
      return true;
    }
    try {
      CompletableFuture.anyOf(CompletableFuture.allOf(idle), failure)
          .get(Math.max(0, millis), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells of a call. */
  void invoke(Invocation invocation, long deadlineMillis, String trace) {
    List<Extension> wanting = all().stream().filter(each -> each.wants("INVOKE")).toList();
    if (wanting.isEmpty()) {
      return;
    }
    String event =
        JsonObjectText.of(
            json ->
                json.member("eventType", "INVOKE")
                    .member("deadlineMs", deadlineMillis)
                    .member("requestId", invocation.requestId())
                    .member("invokedFunctionArn", invocation.functionArn())
                    .object(
                        "tracing",
                        tracing ->
                            tracing.member("type", "X-Amzn-Trace-Id").member("value", trace)));
    wanting.forEach(each -> each.send(event));
  }

  /** Tells of the end, and gives them time for it. */
  void shutDown(String reason) {
    List<Extension> wanting = all().stream().filter(each -> each.wants(SHUTDOWN)).toList();
    if (!wanting.isEmpty() && !failure.isDone()) {
      long deadline = MachineClock.SYSTEM.millis() + SHUTDOWN_MILLIS;
      String event =
          JsonObjectText.of(
              json ->
                  json.member("eventType", SHUTDOWN)
                      .member("shutdownReason", reason)
                      .member("deadlineMs", deadline));
      wanting.forEach(each -> each.send(event));
      awaitIdle(SHUTDOWN_MILLIS);
    }
    all().forEach(Extension::close);
  }
}
