package dev.brume.lambda.engine;

import dev.brume.core.effect.Effect;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskRunner;
import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import dev.brume.lambda.engine.DurableExecutionRecord.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The durable executions of an account in a region. What they need from outside, and what happens
 * to them by itself, is durable work. Changed in {@link LambdaRegion#change}; reading needs no
 * lock.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html">Lambda durable
 *     functions</a>
 */
public final class DurableExecutions implements AutoCloseable {
  private static final CompletionStage<Long> TOLD = CompletableFuture.completedFuture(Effect.DONE);

  private final LambdaRegion region;
  private final LambdaEnvironment environment;
  private final KeyedRecords<DurableExecutionRecord> executions;
  private final KeyedRecords<DurableOperationRecord> operations;
  private final KeyedRecords<DurableEventRecord> events;
  private final TaskQueue<DurableRun> runs;
  private final TaskQueue<DurableTimer> timers;

  DurableExecutions(
      LambdaRegion region, LambdaEnvironment environment, Tables tables, TaskRunner runner) {
    this.region = region;
    this.environment = environment;
    String owner = LambdaTables.REGION;
    executions = new KeyedRecords<>(tables.sorted(LambdaTables.DURABLE_EXECUTIONS, owner));
    operations = new KeyedRecords<>(tables.sorted(LambdaTables.DURABLE_OPERATIONS, owner));
    events = new KeyedRecords<>(tables.sorted(LambdaTables.DURABLE_EVENTS, owner));
    runs =
        runner.open(
            LambdaTables.DURABLE_RUNS,
            tables,
            owner,
            task -> environment.durable().run(region, task));
    timers =
        runner.open(
            LambdaTables.DURABLE_TIMERS,
            tables,
            owner,
            task -> {
              ring(task.payload().execution());
              return CompletableFuture.completedFuture(TaskOutcome.DONE);
            });
  }

  // ------------------------------------------------------------------------------ reading

  /** The executions of a function, in the order of their beginning. */
  public List<DurableExecutionRecord> all(String function) {
    return executions.all(function).stream()
        .sorted(
            Comparator.comparingLong(DurableExecutionRecord::startedMillis)
                .thenComparing(execution -> execution.key().name()))
        .toList();
  }

  /** The execution of a name; null where there is none. */
  public DurableExecution named(String function, String name) {
    DurableExecutionRecord found = executions.get(function, name);
    return found == null ? null : new DurableExecution(this, found);
  }

  /** An execution; null where there is none any more. */
  public DurableExecution find(Key key) {
    DurableExecution found = named(key.function(), key.name());
    return found == null || !found.key().id().equals(key.id()) ? null : found;
  }

  /** The history of an execution, the oldest event first. */
  public List<DurableEventRecord> history(Key key) {
    return events.all(key.function(), key.name());
  }

  /** The operations of an execution, in the order of their beginning. */
  List<DurableOperationRecord> operations(Key key) {
    return operations.all(key.function(), key.name()).stream()
        .sorted(Comparator.comparingInt(DurableOperationRecord::position))
        .toList();
  }

  DurableOperationRecord operation(Key key, String id) {
    return operations.get(key.function(), key.name(), id);
  }

  // ----------------------------------------------------------------------------- changing

  /** Begins an execution, whose function is called soon. There is none of that name. */
  public DurableExecution start(DurableStart start) {
    FunctionVersionRecord version = start.version();
    DurableSettings settings = version.settings().durable();
    String id = region.newId();
    Key key = new Key(version.function(), start.name() == null ? id : start.name(), id);
    long now = region.nowMillis();
    long seconds = Math.min(settings.executionTimeoutSeconds(), start.mostSeconds());
    DurableExecution execution =
        new DurableExecution(
            this,
            new DurableExecutionRecord(
                key,
                version.version(),
                newNumber(),
                settings,
                DurableStatus.RUNNING,
                now,
                null,
                now + seconds * 1000,
                start.asynchronous(),
                start.trace(),
                start.parent(),
                new Progress(0, 0, 0, 0, 0, null, 0, null, 0, false, true, null),
                null));
    execution.begin(start.input(), seconds);
    return execution;
  }

  /** A number that no timer has. */
  private long newNumber() {
    long number = environment.ids().number(Long.MAX_VALUE);
    while (timers.get(number) != null) {
      number = environment.ids().number(Long.MAX_VALUE);
    }
    return number;
  }

  /** Forgets an execution. */
  public void remove(DurableExecutionRecord execution) {
    Key key = execution.key();
    timers.remove(execution.number());
    executions.remove(key.function(), key.name());
    operations.removeAll(key.function(), key.name());
    events.removeAll(key.function(), key.name());
  }

  /** Forgets the executions of a function. */
  void removeFunction(String function) {
    executions.all(function).forEach(this::remove);
  }

  /** What happens to an execution by itself. */
  private void ring(Key key) {
    region.change(
        () -> {
          DurableExecution execution = find(key);
          if (execution != null) {
            execution.ring();
          }
          return null;
        });
  }

  LambdaRegion region() {
    return region;
  }

  void put(DurableExecutionRecord execution, long nextMillis) {
    executions.put(execution, execution.key().function(), execution.key().name());
    if (nextMillis == Long.MAX_VALUE) {
      timers.remove(execution.number());
    } else if (timers.nextTryMillis(execution.number()) != nextMillis) {
      timers.put(execution.number(), new DurableTimer(execution.key()), nextMillis);
    }
  }

  void put(Key key, DurableOperationRecord operation) {
    operations.put(operation, key.function(), key.name(), operation.label().id());
  }

  void add(
      Key key,
      int number,
      String type,
      DurableLabel label,
      String payload,
      DurableError error,
      Map<String, String> facts) {
    events.put(
        new DurableEventRecord(number, type, region.nowMillis(), label, payload, error, facts),
        key.function(),
        key.name(),
        String.format(Locale.ROOT, "%010d", number));
  }

  void call(DurableRun run) {
    runs.add(run);
  }

  /** Tells that an execution has ended, when the locks are released. */
  void tellEnd(Key key) {
    environment
        .outbox()
        .append(
            "lambda/durable/" + key.id(),
            attempt -> {
              environment.durable().ended(region, key);
              return TOLD;
            });
  }

  @Override
  public void close() {
    runs.close();
    timers.close();
  }
}
