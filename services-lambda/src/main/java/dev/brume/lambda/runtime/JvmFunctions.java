package dev.brume.lambda.runtime;

import dev.brume.core.id.Ids;
import dev.brume.core.port.LogTarget;
import dev.brume.core.time.MachineClock;
import dev.brume.core.time.Stopwatch;
import dev.brume.lambda.FunctionHandler;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.runtime.ReportLine.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Functions that are objects of the program which Brume is embedded in. They run on threads of
 * their own, and see that program's environment variables, files and standard output. One that
 * takes too long is interrupted; whether it ends is its own affair.
 */
public final class JvmFunctions {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);
  private static final AtomicLong THREADS = new AtomicLong();

  private final Map<String, FunctionHandler> handlers = new ConcurrentHashMap<>();
  private final Map<String, String> logStreams = new ConcurrentHashMap<>();
  private final Ids ids;
  private final LogTarget logs;

  /**
   * @param ids makes the names of log streams
   * @param logs where output goes
   */
  public JvmFunctions(Ids ids, LogTarget logs) {
    this.ids = ids;
    this.logs = logs;
  }

  /**
   * Has an object answer the calls of functions whose code names it; in the place of an earlier
   * one.
   *
   * @param name by which code names it
   * @param handler a {@link FunctionHandler}, a {@code java.util.function.Function}, or a {@code
   *     RequestHandler} or {@code RequestStreamHandler} of aws-lambda-java-core
   * @throws IllegalArgumentException where it is something else
   */
  public void register(String name, Object handler) {
    handlers.put(name, HandlerBinding.of(handler));
  }

  /** Whether there is an object of that name. */
  public boolean has(String name) {
    return handlers.containsKey(name);
  }

  /** Calls a function; blocks until it has answered. */
  public InvocationResult invoke(RuntimePlan plan, Invocation invocation) {
    String id = invocation.requestId();
    FunctionHandler handler = handlers.get(plan.code().handler());
    if (handler == null) {
      return InvocationResult.error(
          "Runtime.InvalidEntrypoint",
          "RequestId: "
              + id
              + " Error: The program that Brume is embedded in has no handler '"
              + plan.code().handler()
              + "'");
    }
    String place = plan.identity() + "/" + plan.version();
    String stream = logStreams.get(place);
    boolean cold = stream == null;
    if (cold) {
      stream =
          EnvironmentVariables.logStream(
              plan.version(), MachineClock.SYSTEM.millis(), ids.text(32, "0123456789abcdef"));
      logStreams.put(place, stream);
    }
    String logStream = stream;
    FunctionOutput output =
        new FunctionOutput(
            messages ->
                logs.write(plan.scope(), plan.settings().logging().group(), logStream, messages));
    PlatformLog platform = new PlatformLog(plan);
    platform.start(id).forEach(output::add);
    long began = Stopwatch.SYSTEM.nanos();
    int seconds = plan.settings().timeoutSeconds();
    JvmCall call =
        new JvmCall(
            plan,
            invocation,
            stream,
            MachineClock.SYSTEM.millis() + TimeUnit.SECONDS.toMillis(seconds),
            output);
    InvocationResult result = await(handler, call, seconds);
    boolean timedOut = result == null;
    if (timedOut) {
      result = InvocationResult.timeout(id, seconds);
    }
    double millis =
        timedOut ? seconds * 1000.0 : (Stopwatch.SYSTEM.nanos() - began) / NANOS_PER_MILLI;
    int memory = plan.settings().memoryMegabytes();
    Outcome outcome =
        timedOut ? Outcome.TIMEOUT : result.failure() ? Outcome.FAILURE : Outcome.SUCCESS;
    platform
        .end(new ReportLine(id, millis, memory, memory, cold ? 0.0 : null, outcome))
        .forEach(output::add);
    return result.withLog(output.end());
  }

  /** What the handler answers; null where it takes too long. */
  private static InvocationResult await(FunctionHandler handler, JvmCall call, int seconds) {
    CompletableFuture<InvocationResult> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> answer.complete(answer(handler, call)),
            "brume-function-" + call.functionName() + "-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(handler.getClass().getClassLoader());
    thread.start();
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      thread.interrupt();
      return null;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InvocationResult answer(FunctionHandler handler, JvmCall call) {
    byte[] answer;
    try {
      answer = handler.handle(call.event(), call);
    } catch (Throwable failure) {
      byte[] error = HandlerFailure.json(failure).getBytes(StandardCharsets.UTF_8);
      call.log(HandlerFailure.text(failure));
      return InvocationResult.error(error);
    }
    byte[] payload = answer == null ? NULL : answer;
    return payload.length > LambdaQuotas.PAYLOAD_BYTES
        ? InvocationResult.tooLarge()
        : InvocationResult.answer(payload, "application/json");
  }
}
