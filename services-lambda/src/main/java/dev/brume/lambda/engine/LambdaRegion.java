package dev.brume.lambda.engine;

import dev.brume.core.kit.Transition;
import dev.brume.core.port.DeliveryRules;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.TableSpec;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskRunner;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The functions, layers and settings of an account in a region. Reading takes no lock; changes are
 * made in {@link #change}.
 */
public final class LambdaRegion implements AutoCloseable {
  /** About the time that AWS takes to create or change a function. */
  private static final Duration CHANGE = Duration.ofSeconds(5);

  /** About the time that AWS takes to provision environments. */
  private static final Duration PROVISIONING = Duration.ofMinutes(2);

  private final Object lock = new Object();
  private final Scope scope;
  private final Tables tables;
  private final LambdaEnvironment environment;
  private final KeyedRecords<FunctionRecord> functions;
  private final KeyedRecords<FunctionVersionRecord> versions;
  private final KeyedRecords<FunctionAliasRecord> aliases;
  private final KeyedRecords<StatementsRecord> policies;
  private final KeyedRecords<FunctionUrlRecord> urls;
  private final KeyedRecords<EventInvokeRecord> eventInvokes;
  private final KeyedRecords<ProvisionedConcurrencyRecord> provisioned;
  private final LayerShelf layers;
  private final KeyedRecords<EventSourceMappingRecord> mappings;
  private final KeyedRecords<ShardProgressRecord> shardProgress;
  private final KeyedRecords<CodeSigningRecord> codeSigning;
  private final KeyedRecords<CapacityProviderRecord> capacityProviders;
  private final KeyedRecords<FunctionScalingRecord> scalings;
  private final TaskQueue<EventInvocation> events;
  private final TaskQueue<DeliveryTask> reports;
  private final DurableExecutions durable;

  private LambdaRegion(Scope scope, Tables tables, LambdaEnvironment environment) {
    this.scope = scope;
    this.tables = tables;
    this.environment = environment;
    functions = records(LambdaTables.FUNCTIONS);
    versions = records(LambdaTables.VERSIONS);
    aliases = records(LambdaTables.ALIASES);
    policies = records(LambdaTables.POLICIES);
    urls = records(LambdaTables.URLS);
    eventInvokes = records(LambdaTables.EVENT_INVOKES);
    provisioned = records(LambdaTables.PROVISIONED);
    layers =
        new LayerShelf(
            records(LambdaTables.LAYERS),
            records(LambdaTables.LAYER_VERSIONS),
            records(LambdaTables.LAYER_POLICIES));
    mappings = records(LambdaTables.MAPPINGS);
    shardProgress = records(LambdaTables.SHARD_PROGRESS);
    codeSigning = records(LambdaTables.CODE_SIGNING);
    capacityProviders = records(LambdaTables.CAPACITY_PROVIDERS);
    scalings = records(LambdaTables.SCALINGS);
    TaskRunner runner = new TaskRunner(environment.timeline(), environment.outbox());
    events =
        runner.open(
            LambdaTables.EVENTS,
            tables,
            LambdaTables.REGION,
            task -> environment.events().run(this, task));
    reports =
        environment
            .deliveries()
            .open(LambdaTables.REPORTS, runner, tables, LambdaTables.REGION, DeliveryRules.USUAL);
    durable = new DurableExecutions(this, environment, tables, runner);
  }

  private <V> KeyedRecords<V> records(TableSpec<ByteKey, V> spec) {
    return new KeyedRecords<>(tables.sorted(spec, LambdaTables.REGION));
  }

  /** The store's specification for creating regions. */
  public static RootSpec<LambdaRegion> spec(LambdaEnvironment environment) {
    return new RootSpec<>(
            LambdaTables.SERVICE,
            true,
            (scope, tables) -> new LambdaRegion(scope, tables, environment))
        .withTables(LambdaTables.ALL);
  }

  /** Runs a change, excluding other changes. */
  public <T> T change(Supplier<T> action) {
    synchronized (lock) {
      return action.get();
    }
  }

  /** Account and region. */
  public Scope scope() {
    return scope;
  }

  /** The present time in milliseconds since 1970. */
  public long nowMillis() {
    return environment.timeline().nowMillis();
  }

  /** A new id for a revision, a function or a mapping. */
  public String newId() {
    return environment.ids().uuid();
  }

  /** A new id of letters and digits. */
  public String newId(int length, String alphabet) {
    return environment.ids().text(length, alphabet);
  }

  /** A transition that lasts as long as AWS takes to create or change a function. */
  public Transition changing(String from, String to) {
    return environment.transitions().begin(from, to, nowMillis(), CHANGE);
  }

  /** A transition that lasts as long as AWS takes to provision environments. */
  public Transition provisioning(String from, String to) {
    return environment.transitions().begin(from, to, nowMillis(), PROVISIONING);
  }

  /** The ARN of a function, or of one of its versions and aliases. */
  public String functionArn(String name, String qualifier) {
    Arn arn = scope.colonArn(LambdaTables.SERVICE, "function", name);
    return arn.withQualifier(qualifier).toString();
  }

  /** The ARN of a durable execution. */
  public String executionArn(DurableExecutionRecord execution) {
    DurableExecutionRecord.Key key = execution.key();
    return functionArn(key.function(), execution.version())
        + "/durable-execution/"
        + key.name()
        + "/"
        + key.id();
  }

  /** The durable executions of the account in the region. */
  public DurableExecutions durable() {
    return durable;
  }

  public KeyedRecords<FunctionRecord> functions() {
    return functions;
  }

  /** By function and {@link #versionKey}. */
  public KeyedRecords<FunctionVersionRecord> versions() {
    return versions;
  }

  /** By function and name. */
  public KeyedRecords<FunctionAliasRecord> aliases() {
    return aliases;
  }

  /** By function and qualifier, which is "" for the function itself. */
  public KeyedRecords<StatementsRecord> policies() {
    return policies;
  }

  /** By function and alias, which is "" for the function itself. */
  public KeyedRecords<FunctionUrlRecord> urls() {
    return urls;
  }

  /** By function and qualifier. */
  public KeyedRecords<EventInvokeRecord> eventInvokes() {
    return eventInvokes;
  }

  /** By function and qualifier. */
  public KeyedRecords<ProvisionedConcurrencyRecord> provisioned() {
    return provisioned;
  }

  /** The layers of the account in the region. */
  public LayerShelf layers() {
    return layers;
  }

  /** By id. */
  public KeyedRecords<EventSourceMappingRecord> mappings() {
    return mappings;
  }

  /** By mapping, shard and lane. */
  public KeyedRecords<ShardProgressRecord> shardProgress() {
    return shardProgress;
  }

  /** Sets a mapping's progress. */
  public void put(String mapping, ShardProgressRecord progress) {
    shardProgress.put(progress, mapping, progress.shardId(), Integer.toString(progress.lane()));
  }

  /** Removes a mapping with all its state. */
  public void removeMapping(String mapping) {
    mappings.remove(mapping);
    shardProgress.removeAll(mapping);
  }

  /** By id. */
  public KeyedRecords<CodeSigningRecord> codeSigning() {
    return codeSigning;
  }

  /** By name. */
  public KeyedRecords<CapacityProviderRecord> capacityProviders() {
    return capacityProviders;
  }

  /** By function and version. */
  public KeyedRecords<FunctionScalingRecord> scalings() {
    return scalings;
  }

  /** The key of a version, which sorts numbers numerically. */
  public static String versionKey(String version) {
    return version.startsWith(FunctionVersionRecord.LATEST) || version.length() >= 10
        ? version
        : String.format(Locale.ROOT, "%10s", version).replace(' ', '0');
  }

  /** A version of a function, or null. */
  public FunctionVersionRecord version(String function, String version) {
    return versions.get(function, versionKey(version));
  }

  /** The unpublished version of a function, or null. */
  public FunctionVersionRecord latest(String function) {
    return version(function, FunctionVersionRecord.LATEST);
  }

  /** Sets a version. */
  public void put(FunctionVersionRecord version) {
    versions.put(version, version.function(), versionKey(version.version()));
  }

  /** Removes a version and its settings. */
  public void removeVersion(String function, String version) {
    versions.remove(function, versionKey(version));
    removeQualifier(function, version);
  }

  /** Removes an alias and its settings, except for its URL, which AWS keeps too. */
  public void removeAlias(String function, String alias) {
    aliases.remove(function, alias);
    removeQualifier(function, alias);
  }

  private void removeQualifier(String function, String qualifier) {
    policies.remove(function, qualifier);
    eventInvokes.remove(function, qualifier);
    provisioned.remove(function, qualifier);
    scalings.remove(function, qualifier);
  }

  /** Removes a function with all its state. */
  public void removeFunction(String function) {
    functions.remove(function);
    versions.removeAll(function);
    aliases.removeAll(function);
    policies.removeAll(function);
    urls.removeAll(function);
    eventInvokes.removeAll(function);
    provisioned.removeAll(function);
    scalings.removeAll(function);
    durable.removeFunction(function);
  }

  /** Accepts an asynchronous invocation; within {@link #change}. */
  public Long accept(EventInvocation call) {
    return events.add(call);
  }

  /** Schedules a retry of an invocation; within {@link #change}. */
  public Long retry(EventInvocation call, long dueMillis) {
    return events.add(call, dueMillis);
  }

  /** Reports the result of an invocation; within {@link #change}. */
  public Long deliver(DeliveryTask report) {
    return reports.add(report);
  }

  @Override
  public void close() {
    events.close();
    reports.close();
    durable.close();
    environment.closed().accept(scope);
  }
}
