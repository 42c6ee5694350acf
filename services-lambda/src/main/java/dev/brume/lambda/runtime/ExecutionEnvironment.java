package dev.brume.lambda.runtime;

import dev.brume.core.port.LogTarget;
import dev.brume.core.port.RoleSession;
import dev.brume.core.time.MachineClock;
import dev.brume.core.time.Stopwatch;
import dev.brume.lambda.runtime.ReportLine.Outcome;
import dev.brume.lambda.runtime.RuntimeApi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A process that runs one version of a function, one call after the other. It has its own directory
 * for temporary files, which is deleted with it. All methods block.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">
 *     Understanding the Lambda execution environment lifecycle</a>
 */
final class ExecutionEnvironment {
  private static final double NANOS_PER_MILLI = 1e6;

  /** How often the memory of a process is looked at during a call. */
  private static final long MEMORY_CHECK_MILLIS = 100;

  private static final long EXIT_SECONDS = 5;

  private final RuntimePlan plan;
  private final RuntimeApi api;
  private final Extensions extensions;
  private final Process process;
  private final Path temporary;
  private final RoleSession credentials;
  private final FunctionOutput output;
  private final PlatformLog platform;
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
   * @param credentials of its role
   * @param logStream its log stream
   * @param extensions programs that run beside it
   */
  record Launch(
      List<String> command,
      Path task,
      Path temporary,
      Map<String, String> variables,
      RoleSession credentials,
      String logStream,
      List<Path> extensions) {}

  /** The answer to the first call after a failed initialization. */
  private interface Refusal {
    InvocationResult of(String requestId);
  }

  private ExecutionEnvironment(
      RuntimePlan plan,
      Launch launch,
      RuntimeApi api,
      Extensions extensions,
      Process process,
      LogTarget logs) {
    this.plan = plan;
    this.api = api;
    this.extensions = extensions;
    this.process = process;
    this.temporary = launch.temporary();
    this.credentials = launch.credentials();
    platform = new PlatformLog(plan);
    output =
        new FunctionOutput(
            messages ->
                logs.write(
                    plan.scope(), plan.settings().logging().group(), launch.logStream(), messages));
  }

  /** Starts a process, and the extensions beside it. */
  static ExecutionEnvironment start(
      RuntimePlan plan, Launch launch, RuntimeApi api, Extensions extensions, LogTarget logs)
      throws IOException {
    Process process = process(launch, launch.command());
    ExecutionEnvironment environment =
        new ExecutionEnvironment(plan, launch, api, extensions, process, logs);
    read(process, environment.output::read);
    process.onExit().thenAccept(ended -> environment.exit.complete(ended.exitValue()));
    try {
      for (Path program : launch.extensions()) {
        Process extension = process(launch, List.of(program.toString()));
        read(extension, environment.output::readLines);
        extension.onExit().thenAccept(ended -> extensions.exited(ended.exitValue()));
      }
    } catch (IOException e) {
      environment.kill();
      throw e;
    }
    return environment;
  }

  private static Process process(Launch launch, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(launch.task().toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(launch.variables());
    return builder.start();
  }

  /**
   * Reads the output of a process. Reading a pipe pins the carrier thread of a virtual thread: a
   * few idle environments would block the whole server.
   */
  private static void read(Process process, Consumer<InputStream> reader) {
    Thread thread =
        new Thread(
            () -> reader.accept(process.getInputStream()), "brume-lambda-output-" + process.pid());
    thread.setDaemon(true);
    thread.start();
  }

  RuntimePlan plan() {
    return plan;
  }

  /** What its requests are signed with. */
  RoleSession credentials() {
    return credentials;
  }

  /** Whether it can run another call. */
  boolean isAlive() {
    return process.isAlive() && !extensions.failure().isDone();
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
    platform.start(id).forEach(output::add);
    long began = Stopwatch.SYSTEM.nanos();
    int seconds = plan.settings().timeoutSeconds();
    Outcome outcome = null;
    InvocationResult result = cold && refusal != null ? refusal.of(id) : null;
    if (result == null) {
      long deadline = MachineClock.SYSTEM.millis() + TimeUnit.SECONDS.toMillis(seconds);
      CompletableFuture<Answer> answer = api.call(invocation, deadline);
      boolean inTime = await(answer, seconds);
      if (inTime && answer.isDone()) {
        output.awaitEnd(answer.join().marked());
        extensions.awaitIdle(deadline - MachineClock.SYSTEM.millis());
        result = answer.join().result();
      } else if (inTime) {
        output.awaitEnd(true);
        result = InvocationResult.exit(id, exit.join());
        outcome = Outcome.ERROR;
      } else {
        kill();
        result = InvocationResult.timeout(id, seconds);
        outcome = Outcome.TIMEOUT;
      }
    }
    if (outcome == null) {
      outcome = result.failure() ? Outcome.FAILURE : Outcome.SUCCESS;
    }
    double millis = outcome == Outcome.TIMEOUT ? seconds * 1000.0 : millisSince(began);
    return result.withLog(report(id, millis, cold, outcome));
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
    platform.initStart().forEach(output::add);
    CompletableFuture<Object> first =
        CompletableFuture.anyOf(api.ready(), api.initError(), exit, extensions.failure());
    try {
      first.get(initSeconds, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      kill();
      refusal = id -> InvocationResult.timeout(id, initSeconds);
      return;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    extensions.awaitIdle(TimeUnit.SECONDS.toMillis(initSeconds));
    initMillis = millisSince(began);
    if (extensions.failure().isDone()) {
      String type = extensions.failure().join();
      kill();
      refusal = id -> InvocationResult.error(type, "RequestId: " + id + " Error: extension failed");
    } else if (api.initError().isDone()) {
      output.awaitEnd(true);
      kill();
      refusal = id -> api.initError().join();
    } else if (!api.ready().isDone()) {
      output.awaitEnd(true);
      refusal = id -> InvocationResult.exit(id, exit.join());
    }
  }

  /**
   * Waits until the process has answered or exited; a process with more memory than it may have is
   * killed, as AWS does.
   *
   * @return false on timeout
   */
  private boolean await(CompletableFuture<Answer> answer, int seconds) {
    CompletableFuture<Object> end = CompletableFuture.anyOf(answer, exit);
    long left = TimeUnit.SECONDS.toMillis(seconds);
    while (left > 0) {
      long slice = Math.min(left, MEMORY_CHECK_MILLIS);
      try {
        end.get(slice, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException goesOn) {
        left -= slice;
        if (!isJava() && ProcessMemory.of(process.pid()).isAbove(memoryMegabytes())) {
          kill();
        }
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return end.isDone();
  }

  private int memoryMegabytes() {
    return plan.settings().memoryMegabytes();
  }

  /** Java limits itself, and its functions notice: the heap has a size. */
  private boolean isJava() {
    return plan.settings().runtime().startsWith("java");
  }

  /** Ends the output of a call; returns its last bytes. */
  private byte[] report(String id, double millis, boolean cold, Outcome outcome) {
    int memory = memoryMegabytes();
    long used = ProcessMemory.of(process.pid()).peakMegabytes(memory);
    Double began = cold ? initMillis : null;
    platform.end(new ReportLine(id, millis, memory, used, began, outcome)).forEach(output::add);
    return output.end();
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
    extensions.shutDown("spindown");
    kill();
    api.close();
    CodeDirectories.delete(temporary);
  }
}
