package dev.brume.lambda.runtime;

import dev.brume.core.id.Ids;
import dev.brume.core.port.LogTarget;
import dev.brume.core.port.RoleSession;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.MachineClock;
import dev.brume.core.time.Stopwatch;
import dev.brume.lambda.engine.CodePackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All function processes. After a call a process is kept for the next call of the same version,
 * until it has been idle for long. Nothing is left behind when the server ends.
 */
public final class ExecutionEnvironments implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionEnvironments.class);

  /** The number of processes that start at the same time. */
  private static final int STARTS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final Executor threads;
  private final Ids ids;
  private final LogTarget logs;
  private final EnvironmentCredentials credentials;
  private final Supplier<String> endpoint;
  private final RuntimeLimits limits;
  private final Map<RuntimePlan, Deque<Idle>> idle = new HashMap<>();
  private final Set<ExecutionEnvironment> all = new HashSet<>();
  private final Set<ExecutionEnvironment> watched = new HashSet<>();
  private final Semaphore starts = new Semaphore(STARTS);
  private Path root;
  private CodeDirectories code;
  private RuntimeCommands commands;
  private boolean closed;

  /** A process waiting for its next call, since a moment of the stopwatch. */
  private record Idle(ExecutionEnvironment environment, long since) {}

  /**
   * @param threads run blocking calls
   * @param ids generates the names of log streams
   * @param logs the destination of output
   * @param credentials give processes what they sign their requests with
   * @param endpoint the emulator's endpoint for functions; null if unknown
   * @param limits the time limits
   */
  public ExecutionEnvironments(
      Executor threads,
      Ids ids,
      LogTarget logs,
      EnvironmentCredentials credentials,
      Supplier<String> endpoint,
      RuntimeLimits limits) {
    this.threads = threads;
    this.ids = ids;
    this.logs = logs;
    this.credentials = credentials;
    this.endpoint = endpoint;
    this.limits = limits;
  }

  private static InvocationResult notStarted(Invocation invocation, Exception cause) {
    return InvocationResult.error(
        "Runtime.InvalidEntrypoint",
        "RequestId: " + invocation.requestId() + " Error: " + cause.getMessage());
  }

  /** Calls a function; blocks until its response. */
  public InvocationResult invoke(RuntimePlan given, Invocation invocation) {
    RuntimePlan plan = given.asItIsNow();
    ExecutionEnvironment environment;
    try {
      environment = take(plan);
    } catch (RuntimeMissingException | IllegalArgumentException unusable) {
      LOG.info("{} can't run: {}", plan.function(), unusable.getMessage());
      return notStarted(invocation, unusable);
    } catch (IOException | UncheckedIOException e) {
      LOG.error("{} can't be started", plan.function(), e);
      return notStarted(invocation, e);
    }
    try {
      return environment.invoke(invocation);
    } finally {
      keep(environment);
    }
  }

  /** Whether an environment starts, which then waits for its call; true if nothing can run it. */
  public boolean canBegin(RuntimePlan given) {
    RuntimePlan plan = given.asItIsNow();
    try {
      ExecutionEnvironment environment = take(plan);
      boolean alive = environment.isAlive();
      keep(environment);
      return alive;
    } catch (RuntimeMissingException
        | IOException
        | UncheckedIOException
        | IllegalArgumentException missing) {
      LOG.info("{} can't run: {}", plan.function(), missing.getMessage());
      return true;
    }
  }

  /** An idle environment or a new one. */
  private ExecutionEnvironment take(RuntimePlan plan) throws IOException, RuntimeMissingException {
    ExecutionEnvironment environment = takeIdle(plan);
    if (environment != null) {
      return environment;
    }
    boolean turn = awaitTurn();
    try {
      environment = takeIdle(plan);
      if (environment == null) {
        environment = begin(plan);
      }
      return environment;
    } finally {
      if (turn) {
        starts.release();
      }
    }
  }

  private ExecutionEnvironment begin(RuntimePlan plan) throws IOException, RuntimeMissingException {
    ExecutionEnvironment environment = start(plan);
    try {
      environment.initialize(limits.initSeconds());
      return environment;
    } catch (RuntimeException e) {
      end(environment);
      throw e;
    }
  }

  /**
   * Limits simultaneous starts, so that many processes that start together stay within the time of
   * an initialization. The wait is bounded, because a start may depend on another one or hang.
   */
  private boolean awaitTurn() {
    try {
      return starts.tryAcquire(limits.initSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ExecutionEnvironment takeIdle(RuntimePlan plan) {
    retire(other -> other.isOfSameVersion(plan) && !other.equals(plan));
    synchronized (this) {
      Deque<Idle> waiting = idle.get(plan);
      while (waiting != null && !waiting.isEmpty()) {
        ExecutionEnvironment environment = waiting.pop().environment();
        if (environment.isAlive() && credentials.outlastACall(environment.credentials())) {
          return environment;
        }
        end(environment);
      }
    }
    return null;
  }

  private void keep(ExecutionEnvironment environment) {
    synchronized (this) {
      if (!closed && environment.isAlive() && all.contains(environment)) {
        idle.computeIfAbsent(environment.plan(), plan -> new ArrayDeque<>())
            .push(new Idle(environment, Stopwatch.SYSTEM.nanos()));
        if (watched.add(environment)) {
          watch(environment, limits.keepMillis());
        }
        return;
      }
    }
    end(environment);
  }

  private void watch(ExecutionEnvironment environment, long millis) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads)
        .execute(() -> endIfIdle(environment));
  }

  /** Ends an environment that has been idle for long; looks again later at others. */
  private void endIfIdle(ExecutionEnvironment environment) {
    synchronized (this) {
      if (!all.contains(environment)) {
        return;
      }
      Deque<Idle> waiting = idle.getOrDefault(environment.plan(), new ArrayDeque<>());
      long idleMillis = 0;
      for (Idle other : waiting) {
        if (other.environment() == environment) {
          idleMillis = TimeUnit.NANOSECONDS.toMillis(Stopwatch.SYSTEM.nanos() - other.since());
        }
      }
      if (idleMillis < limits.keepMillis()) {
        watch(environment, Math.max(1, limits.keepMillis() - idleMillis));
        return;
      }
      waiting.removeIf(other -> other.environment() == environment);
      if (waiting.isEmpty()) {
        idle.remove(environment.plan());
      }
    }
    end(environment);
  }

  private void end(ExecutionEnvironment environment) {
    boolean known;
    CodeDirectories directories;
    synchronized (this) {
      known = all.remove(environment);
      watched.remove(environment);
      directories = code;
    }
    environment.close();
    if (known) {
      directories.release(environment.plan().code());
      environment.plan().layers().forEach(directories::release);
    }
  }

  /** Ends idle processes with matching plans; others end after their call. */
  private void retire(Predicate<RuntimePlan> which) {
    List<ExecutionEnvironment> retired = new ArrayList<>();
    synchronized (this) {
      idle.entrySet()
          .removeIf(
              entry -> {
                boolean matches = which.test(entry.getKey());
                if (matches) {
                  entry.getValue().forEach(waiting -> retired.add(waiting.environment()));
                }
                return matches;
              });
    }
    retired.forEach(environment -> threads.execute(() -> end(environment)));
  }

  /** A function has been deleted. */
  public void retireFunction(Scope scope, String function) {
    retire(plan -> plan.scope().equals(scope) && plan.function().equals(function));
  }

  /** The state of a scope has been replaced. */
  public void retireScope(Scope scope) {
    retire(plan -> plan.scope().equals(scope));
  }

  private ExecutionEnvironment start(RuntimePlan plan) throws IOException, RuntimeMissingException {
    prepare();
    if (plan.code().isImage()) {
      throw new RuntimeMissingException("Functions made of images can't be run here");
    }
    List<CodePackage> acquired = new ArrayList<>();
    RuntimeApi api = null;
    try {
      Path task = code.acquire(plan.code());
      acquired.add(plan.code());
      List<Path> layers = new ArrayList<>();
      for (CodePackage layer : plan.layers()) {
        layers.add(code.acquire(layer));
        acquired.add(layer);
      }
      List<String> command = commands.of(plan, task, layers);
      Path temporary = Files.createTempDirectory(root, "tmp-");
      String stream = ids.text(32, "0123456789abcdef");
      List<Path> programs = Extensions.programs(layers);
      Extensions extensions = new Extensions(plan, ids, programs);
      api = new RuntimeApi(threads, plan.tenant(), extensions);
      RoleSession role = credentials.of(plan);
      EnvironmentVariables variables =
          new EnvironmentVariables(plan, task, layers, temporary, stream, api.address(), role);
      ExecutionEnvironment environment =
          ExecutionEnvironment.start(
              plan,
              new ExecutionEnvironment.Launch(
                  variables.wrapped(command),
                  task,
                  temporary,
                  variables.all(endpoint.get()),
                  role,
                  variables.logStream(MachineClock.SYSTEM.millis()),
                  programs),
              api,
              extensions,
              logs);
      synchronized (this) {
        all.add(environment);
      }
      return environment;
    } catch (IOException | RuntimeException | RuntimeMissingException e) {
      acquired.forEach(code::release);
      if (api != null) {
        api.close();
      }
      throw e;
    }
  }

  private synchronized void prepare() throws IOException {
    if (closed) {
      throw new IOException("The server has ended");
    }
    if (root == null) {
      root = Files.createTempDirectory("brume-lambda-");
      code = new CodeDirectories(root);
      commands = new RuntimeCommands(root, System.getenv("PATH"));
      Runtime.getRuntime().addShutdownHook(new Thread(this::close, "brume-lambda-end"));
    }
  }

  /** Ends every process; calls in progress fail. */
  @Override
  public void close() {
    List<ExecutionEnvironment> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(all);
      all.clear();
      watched.clear();
      idle.clear();
    }
    ending.forEach(ExecutionEnvironment::kill);
    ending.forEach(ExecutionEnvironment::close);
    if (root != null) {
      CodeDirectories.delete(root);
    }
  }
}
