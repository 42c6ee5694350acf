package dev.brume.lambda.engine;

import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.TableSpec;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The tables of all of Lambda's state; all belong to the region. */
final class LambdaTables {
  /** The service that owns them. */
  static final String SERVICE = "lambda";

  /** The owner of all tables. */
  static final String REGION = "";

  /** Functions by name. */
  static final TableSpec<ByteKey, FunctionRecord> FUNCTIONS =
      TableSpec.sorted(SERVICE, "functions", FunctionRecord.class);

  /** Versions by function and number. */
  static final TableSpec<ByteKey, FunctionVersionRecord> VERSIONS =
      TableSpec.sorted(SERVICE, "versions", FunctionVersionRecord.class);

  /** Aliases by function and name. */
  static final TableSpec<ByteKey, FunctionAliasRecord> ALIASES =
      TableSpec.sorted(SERVICE, "aliases", FunctionAliasRecord.class);

  /** Policies by function and qualifier. */
  static final TableSpec<ByteKey, StatementsRecord> POLICIES =
      TableSpec.sorted(SERVICE, "policies", StatementsRecord.class);

  /** URLs by function and alias. */
  static final TableSpec<ByteKey, FunctionUrlRecord> URLS =
      TableSpec.sorted(SERVICE, "urls", FunctionUrlRecord.class);

  /** Asynchronous invocation settings by function and qualifier. */
  static final TableSpec<ByteKey, EventInvokeRecord> EVENT_INVOKES =
      TableSpec.sorted(SERVICE, "event-invokes", EventInvokeRecord.class);

  /** Provisioned concurrency by function and qualifier. */
  static final TableSpec<ByteKey, ProvisionedConcurrencyRecord> PROVISIONED =
      TableSpec.sorted(SERVICE, "provisioned", ProvisionedConcurrencyRecord.class);

  /** Layers by name. */
  static final TableSpec<ByteKey, LayerRecord> LAYERS =
      TableSpec.sorted(SERVICE, "layers", LayerRecord.class);

  /** Versions of layers by layer and number, newest first. */
  static final TableSpec<ByteKey, LayerVersionRecord> LAYER_VERSIONS =
      TableSpec.sorted(SERVICE, "layer-versions", LayerVersionRecord.class);

  /** Policies of layer versions by layer and number. */
  static final TableSpec<ByteKey, StatementsRecord> LAYER_POLICIES =
      TableSpec.sorted(SERVICE, "layer-policies", StatementsRecord.class);

  /** Event source mappings by id. */
  static final TableSpec<ByteKey, EventSourceMappingRecord> MAPPINGS =
      TableSpec.sorted(SERVICE, "mappings", EventSourceMappingRecord.class);

  /** Progress of mappings in shards, by mapping, shard and lane. */
  static final TableSpec<ByteKey, ShardProgressRecord> SHARD_PROGRESS =
      TableSpec.sorted(SERVICE, "shard-progress", ShardProgressRecord.class);

  /** Code signing configurations by id. */
  static final TableSpec<ByteKey, CodeSigningRecord> CODE_SIGNING =
      TableSpec.sorted(SERVICE, "code-signing", CodeSigningRecord.class);

  /** Capacity providers by name. */
  static final TableSpec<ByteKey, CapacityProviderRecord> CAPACITY_PROVIDERS =
      TableSpec.sorted(SERVICE, "capacity-providers", CapacityProviderRecord.class);

  /** How versions of managed functions scale, by function and version. */
  static final TableSpec<ByteKey, FunctionScalingRecord> SCALINGS =
      TableSpec.sorted(SERVICE, "scalings", FunctionScalingRecord.class);

  /** Durable executions by function and name. */
  static final TableSpec<ByteKey, DurableExecutionRecord> DURABLE_EXECUTIONS =
      TableSpec.sorted(SERVICE, "durable-executions", DurableExecutionRecord.class);

  /** The operations of durable executions by function, name and id. */
  static final TableSpec<ByteKey, DurableOperationRecord> DURABLE_OPERATIONS =
      TableSpec.sorted(SERVICE, "durable-operations", DurableOperationRecord.class);

  /** The histories of durable executions by function, name and number. */
  static final TableSpec<ByteKey, DurableEventRecord> DURABLE_EVENTS =
      TableSpec.sorted(SERVICE, "durable-events", DurableEventRecord.class);

  /** Calls that durable executions need, those of an execution one after the other. */
  static final TaskSpec<DurableRun> DURABLE_RUNS =
      TaskSpec.of(SERVICE, "durable-runs", DurableRun.class)
          .inLanes(run -> run.execution().id() + (run.operation() == null ? "" : run.operation()))
          .retriedBy(RetryPolicy.forever(Duration.ofSeconds(1)));

  /** What happens to durable executions by itself. */
  static final TaskSpec<DurableTimer> DURABLE_TIMERS =
      TaskSpec.of(SERVICE, "durable-timers", DurableTimer.class)
          .retriedBy(RetryPolicy.forever(Duration.ofSeconds(1)));

  /** Calls whose answers nobody waits for; how often they are tried, their handler decides. */
  static final TaskSpec<EventInvocation> EVENTS =
      TaskSpec.of(SERVICE, "events", EventInvocation.class)
          .retriedBy(RetryPolicy.forever(Duration.ofSeconds(1)));

  /** Pending invocation records. */
  static final TaskSpec<DeliveryTask> REPORTS =
      Deliveries.spec(SERVICE, "reports")
          .retriedBy(
              RetryPolicy.attempts(10, Duration.ofSeconds(1)).growing(2, Duration.ofMinutes(5)));

  /** The tables with records of this service. */
  private static final List<TableSpec<?, ?>> RECORDS =
      List.of(
          FUNCTIONS,
          VERSIONS,
          ALIASES,
          POLICIES,
          URLS,
          EVENT_INVOKES,
          PROVISIONED,
          LAYERS,
          LAYER_VERSIONS,
          LAYER_POLICIES,
          MAPPINGS,
          SHARD_PROGRESS,
          CODE_SIGNING,
          CAPACITY_PROVIDERS,
          SCALINGS,
          DURABLE_EXECUTIONS,
          DURABLE_OPERATIONS,
          DURABLE_EVENTS);

  /** All tables. */
  static final List<TableSpec<?, ?>> ALL =
      Stream.of(
              RECORDS,
              EVENTS.tables(),
              REPORTS.tables(),
              DURABLE_RUNS.tables(),
              DURABLE_TIMERS.tables())
          .<TableSpec<?, ?>>flatMap(List::stream)
          .toList();

  private LambdaTables() {}
}
