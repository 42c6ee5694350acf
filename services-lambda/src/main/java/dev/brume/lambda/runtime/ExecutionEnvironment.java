package dev.brume.lambda.runtime;

import dev.brume.core.port.LogTarget;
import dev.brume.core.time.MachineClock;
import dev.brume.core.time.Stopwatch;
import dev.brume.lambda.function.RuntimeNames;
import dev.brume.lambda.runtime.RuntimeApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that runs one version of a function, one call after the other. It has its own directory
 * for temporary files, which is deleted with it. All methods block.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">
 *     Understanding the Lambda execution environment lifecycle</a>
 */
final class ExecutionEnvironment {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long EXIT_SECONDS = 5;

  private final RuntimePlan plan;
  private final RuntimeApi api;
  private final Process process;
  private final Path temporary;
  private final FunctionOutput output;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private boolean called;
  private Refusal refusal;
  private double initMillis;

  /**
   * The launch parameters of a process.
   *
   * @param command the program and its arguments
   * @param task the directory of the code
   * @param temporary the directory of its temporary files
   * @param variables its environment
   * @param logStream its log stream
   */
  record Launch(
      List<String> command,
      Path task,
      Path temporary,
      Map<String, String> variables,
      String logStream) {}

  /** The answer to the first call after a failed initialization. */
  private interface Refusal {
    InvocationResult of(String requestId);
  }

  private ExecutionEnvironment(
      RuntimePlan plan, Launch launch, RuntimeApi api, Process process, LogTarget logs) {
    this.plan = plan;
    this.api = api;
    this.process = process;
    this.temporary = launch.temporary();
    output =
        new FunctionOutput(
            messages ->
                logs.write(
                    plan.scope(), plan.settings().logging().group(), launch.logStream(), messages));
  }

  /** Starts a process. */
  static ExecutionEnvironment start(RuntimePlan plan, Launch launch, RuntimeApi api, LogTarget logs)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(launch.task().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(launch.variables());
    Process process = builder.start();
    ExecutionEnvironment environment = new ExecutionEnvironment(plan, launch, api, process, logs);
    // Reading a pipe pins the carrier thread of a virtual thread: a few idle environments would
    // block the whole server.
    Thread reader =
        new Thread(
            () -> environment.output.read(process.getInputStream()),
            "brume-lambda-output-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    process.onExit().thenAccept(ended -> environment.exit.complete(ended.exitValue()));
    return environment;
  }

  RuntimePlan plan() {
    return plan;
  }

  /** Whether it can run another call. */
  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Runs a call. A failure after which the process may be unusable ends it. The first call after a
   * failed initialization is answered with that failure.
   */
  InvocationResult invoke(Invocation invocation) {
    String id = invocation.requestId();
    boolean cold = !called;
    called = true;
    output.begin();
    output.add("START RequestId: " + id + " Version: " + plan.version() + "\n");
    long began = Stopwatch.SYSTEM.nanos();
    int seconds = plan.settings().timeoutSeconds();
    boolean timedOut = false;
    InvocationResult result = cold && refusal != null ? refusal.of(id) : null;
    if (result == null) {
      long deadline = MachineClock.SYSTEM.millis() + TimeUnit.SECONDS.toMillis(seconds);
      CompletableFuture<Answer> answer = api.call(invocation, deadline);
      result = await(id, answer, seconds);
      timedOut = result == null;
      if (timedOut) {
        kill();
        result = InvocationResult.timeout(id, seconds);
      }
    }
    double millis = timedOut ? seconds * 1000.0 : millisSince(began);
    return result.withLog(report(id, millis, cold, timedOut));
  }

  private static double millisSince(long nanos) {
    return (Stopwatch.SYSTEM.nanos() - nanos) / NANOS_PER_MILLI;
  }

  /**
   * Waits until the runtime requests its first call; a failure ends the process.
   *
   * @param initSeconds the longest initialization of the runtime
   */
  void initialize(int initSeconds) {
    long began = Stopwatch.SYSTEM.nanos();
    output.add(
        FunctionOutput.INIT
            + "Runtime Version: "
            + versionName(plan.settings().runtime())
            + "\tRuntime Version ARN: "
            + RuntimeNames.versionArn(plan.scope(), plan.settings().runtime())
            + "\n");
    CompletableFuture<Object> first = CompletableFuture.anyOf(api.ready(), api.initError(), exit);
    try {
      first.get(initSeconds, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      kill();
      refusal = id -> InvocationResult.timeout(id, initSeconds);
      return;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    initMillis = millisSince(began);
    if (api.initError().isDone()) {
      output.awaitEnd(true);
      kill();
      refusal = id -> api.initError().join();
    } else if (!api.ready().isDone()) {
      output.awaitEnd(true);
      refusal = id -> InvocationResult.exit(id, exit.join());
    }
  }

  /** A name such as {@code python:3.12.v1} (the form recorded on AWS in September 2023). */
  private static String versionName(String runtime) {
    int digit = 0;
    while (digit < runtime.length() && !Character.isDigit(runtime.charAt(digit))) {
      digit++;
    }
    String name = runtime.startsWith("provided.") ? "provided" : runtime.substring(0, digit);
    String version = runtime.substring(name.length()).replaceAll("^\\.|\\.x$", "");
    return name + ":" + version + ".v1";
  }

  /** The response of the process, or its exit; null on timeout. */
  private InvocationResult await(String id, CompletableFuture<Answer> answer, int seconds) {
    try {
      CompletableFuture.anyOf(answer, exit).get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      return null;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (answer.isDone()) {
      output.awaitEnd(answer.join().marked());
      return answer.join().result();
    }
    output.awaitEnd(true);
    return InvocationResult.exit(id, exit.join());
  }

  /** Ends the output of a call; returns its last bytes. */
  private byte[] report(String id, double millis, boolean cold, boolean timedOut) {
    int memory = plan.settings().memoryMegabytes();
    Double began = cold ? initMillis : null;
    output.add("END RequestId: " + id + "\n");
    output.add(new ReportLine(id, millis, memory, usedMegabytes(memory), began, timedOut).text());
    return output.end();
  }

  /** The peak memory of the process, if the machine reports it. */
  private long usedMegabytes(int memory) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException | NumberFormatException gone) {
      // The process has exited, or this is not Linux.
    }
    return memory;
  }

  /** Ends the process with all its child processes. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    ProcessTree.kill("AWS_LAMBDA_RUNTIME_API=" + api.address());
    try {
      process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process, and removes its files. */
  void close() {
    kill();
    api.close();
    CodeDirectories.delete(temporary);
  }
}
