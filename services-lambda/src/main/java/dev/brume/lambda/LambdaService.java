package dev.brume.lambda;

import dev.brume.core.access.Authorizer;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.gateway.UnmodelledHandler;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.OriginRules;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.FunctionCalls;
import dev.brume.core.port.LogTarget;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.NameIndex;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import dev.brume.lambda.alias.AliasOperations;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.capacity.CapacityProviderOperations;
import dev.brume.lambda.capacity.FunctionScalingOperations;
import dev.brume.lambda.concurrency.ProvisionedConcurrencyOperations;
import dev.brume.lambda.concurrency.ProvisionedStarts;
import dev.brume.lambda.concurrency.ReservedConcurrencyOperations;
import dev.brume.lambda.durable.DurableFeature;
import dev.brume.lambda.durable.DurableRuns;
import dev.brume.lambda.engine.DurableExecutionRecord;
import dev.brume.lambda.engine.DurableRun;
import dev.brume.lambda.engine.DurableWork;
import dev.brume.lambda.engine.EventInvocation;
import dev.brume.lambda.engine.LambdaEnvironment;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.function.CodeArchives;
import dev.brume.lambda.function.CodeDownloads;
import dev.brume.lambda.function.CreateFunctionOperation;
import dev.brume.lambda.function.DeleteFunctionOperation;
import dev.brume.lambda.function.ExecutionRoles;
import dev.brume.lambda.function.FunctionRuleOperations;
import dev.brume.lambda.function.ReadFunctionOperations;
import dev.brume.lambda.function.UpdateFunctionOperations;
import dev.brume.lambda.invoke.AwaitedCalls;
import dev.brume.lambda.invoke.DurableStarts;
import dev.brume.lambda.invoke.EventInvocations;
import dev.brume.lambda.invoke.EventInvokeConfigOperations;
import dev.brume.lambda.invoke.FunctionDeliveries;
import dev.brume.lambda.invoke.FunctionInvoker;
import dev.brume.lambda.invoke.InvokeOperations;
import dev.brume.lambda.invoke.ResponseStreamOperation;
import dev.brume.lambda.layer.LayerOperations;
import dev.brume.lambda.mapping.MappingOperations;
import dev.brume.lambda.mapping.QueuePollers;
import dev.brume.lambda.mapping.SourcePermissions;
import dev.brume.lambda.mapping.StreamPollers;
import dev.brume.lambda.policy.FunctionPolicyOperations;
import dev.brume.lambda.policy.FunctionResourcePolicyOperations;
import dev.brume.lambda.policy.LayerPolicyOperations;
import dev.brume.lambda.runtime.EnvironmentCredentials;
import dev.brume.lambda.runtime.ExecutionEnvironments;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import dev.brume.lambda.runtime.JvmFunctions;
import dev.brume.lambda.runtime.RuntimePlan;
import dev.brume.lambda.signing.CodeSigningOperations;
import dev.brume.lambda.tag.FunctionTagOperations;
import dev.brume.lambda.url.FunctionUrlEndpoint;
import dev.brume.lambda.url.FunctionUrlHosts;
import dev.brume.lambda.url.FunctionUrlOperations;
import dev.brume.lambda.version.VersionOperations;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * AWS Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/welcome.html">AWS Lambda API
 *     Reference</a>
 */
public final class LambdaService implements Service, AutoCloseable {
  private final Store store;
  private final RootSpec<LambdaRegion> spec;
  private final FunctionFinder finder;
  private final StoreSection section;
  private final ExecutionEnvironments environments;
  private final JvmFunctions jvmFunctions;
  private final EventInvocations events;
  private final FunctionDeliveries deliveries;
  private final FunctionInvoker invoker;
  private final FunctionCalls calls;
  private final NameIndex urlIds;
  private final BodyStore bodies;
  private final Authorizer authorizer;
  private final QueuePollers pollers;
  private final StreamPollers streams;
  private final DurableRuns durableRuns;
  private final List<OperationGroup> operations;

  /**
   * Creates the service; its state is in the store.
   *
   * @param surroundings the server's dependencies
   * @param options the user's settings
   */
  public LambdaService(Surroundings surroundings, LambdaOptions options) {
    store = surroundings.store();
    section = new StoreSection(store, surroundings.outbox());
    environments = environments(surroundings, options);
    jvmFunctions = new JvmFunctions(surroundings.ids(), LogTarget.of(surroundings.ports()));
    spec = LambdaRegion.spec(environment(surroundings));
    finder = new FunctionFinder(store, spec);
    bodies = surroundings.bodies();
    authorizer = surroundings.authorizer();
    urlIds = store.names("lambda", "urls");
    DurableStarts starts = new DurableStarts();
    invoker =
        new FunctionInvoker(
            finder, surroundings.ids(), surroundings.background(), this::callOnce, starts);
    durableRuns = new DurableRuns(finder, invoker, starts, surroundings.ids());
    events = new EventInvocations(finder, invoker, options.rules().retrySeconds());
    pollers =
        new QueuePollers(
            finder,
            invoker,
            surroundings.ports(),
            surroundings.outbox(),
            surroundings.timeline(),
            surroundings.ids());
    streams =
        new StreamPollers(
            finder,
            invoker,
            surroundings.ports(),
            surroundings.outbox(),
            surroundings.timeline(),
            surroundings.ids());
    deliveries = new FunctionDeliveries(finder, authorizer, surroundings.ids());
    calls = new AwaitedCalls(finder, deliveries, invoker, surroundings.ids());
    operations =
        Stream.of(
                functions(surroundings, options),
                invocations(surroundings, starts),
                belongings(options),
                List.of(
                    new MappingOperations(
                        finder,
                        surroundings.ports(),
                        new SourcePermissions(authorizer),
                        pollers,
                        streams),
                    new DurableFeature(finder, surroundings.ids())))
            .flatMap(List::stream)
            .toList();
  }

  /** The operations on functions and layers, which have code. */
  private List<OperationGroup> functions(Surroundings surroundings, LambdaOptions options) {
    CodeArchives archives =
        new CodeArchives(
            bodies, surroundings.ports(), options.rules().folders(), jvmFunctions::has);
    ExecutionRoles roles = new ExecutionRoles(surroundings.ports());
    return List.of(
        new CreateFunctionOperation(finder, archives, roles),
        new UpdateFunctionOperations(finder, archives, roles),
        new ReadFunctionOperations(finder),
        new DeleteFunctionOperation(finder, urlIds, environments::retireFunction),
        new VersionOperations(finder),
        new LayerOperations(finder, archives));
  }

  /** The operations that call functions, and on how many may run. */
  private List<OperationGroup> invocations(Surroundings surroundings, DurableStarts starts) {
    InvokeOperations invocations = new InvokeOperations(finder, invoker, starts, bodies, section);
    ProvisionedConcurrencyOperations provisioned =
        new ProvisionedConcurrencyOperations(
            finder,
            invoker,
            new ProvisionedStarts(
                surroundings.background(), surroundings.outbox(), this::canBegin));
    return List.of(
        invocations,
        new ResponseStreamOperation(invocations, invoker),
        new EventInvokeConfigOperations(finder),
        new ReservedConcurrencyOperations(finder),
        provisioned,
        new AliasOperations(finder, provisioned::moved),
        new CapacityProviderOperations(finder),
        new FunctionScalingOperations(finder));
  }

  /** The operations on what belongs to functions and layers. */
  private List<OperationGroup> belongings(LambdaOptions options) {
    return List.of(
        new FunctionRuleOperations(finder),
        new FunctionPolicyOperations(finder),
        new FunctionResourcePolicyOperations(finder),
        new LayerPolicyOperations(finder),
        new FunctionUrlOperations(finder, new FunctionUrlHosts(options.publicHost()), urlIds),
        new CodeSigningOperations(finder),
        new FunctionTagOperations(finder));
  }

  private LambdaEnvironment environment(Surroundings surroundings) {
    return new LambdaEnvironment(
        surroundings.timeline(),
        surroundings.ids(),
        surroundings.outbox(),
        surroundings.transitions(),
        new Deliveries(surroundings.ports()),
        this::runEvent,
        new DurableTasks(),
        this::forget);
  }

  private static ExecutionEnvironments environments(
      Surroundings surroundings, LambdaOptions options) {
    return new ExecutionEnvironments(
        surroundings.background(),
        surroundings.ids(),
        LogTarget.of(surroundings.ports()),
        new EnvironmentCredentials(surroundings.ports(), surroundings.timeline()),
        options.endpoint(),
        options.rules().limits());
  }

  private InvocationResult callOnce(RuntimePlan plan, Invocation invocation) {
    return plan.code().handler() == null
        ? environments.invoke(plan, invocation)
        : jvmFunctions.invoke(plan, invocation);
  }

  private boolean canBegin(RuntimePlan plan) {
    return plan.code().handler() != null || environments.canBegin(plan);
  }

  private CompletionStage<TaskOutcome> runEvent(LambdaRegion region, Task<EventInvocation> task) {
    return events.run(region, task);
  }

  /** Passes on what durable executions need, to what is made after the regions' description. */
  private final class DurableTasks implements DurableWork {
    @Override
    public CompletionStage<TaskOutcome> run(LambdaRegion region, Task<DurableRun> task) {
      return durableRuns.run(region, task);
    }

    @Override
    public void ended(LambdaRegion region, DurableExecutionRecord.Key execution) {
      durableRuns.ended(region, execution);
    }
  }

  /** What a scope holds has been replaced. */
  private void forget(Scope scope) {
    environments.retireScope(scope);
    pollers.forget(scope);
    streams.forget(scope);
  }

  @Override
  public ServiceSchema schema() {
    return LambdaApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    operations.forEach(group -> group.bind(binder));
  }

  @Override
  public AwsError constraintError(List<Violation> violations, RequestContext context) {
    List<Violation> reported = LambdaConstraints.reported(violations);
    return reported.isEmpty() ? null : Service.super.constraintError(reported, context);
  }

  @Override
  public ServiceAccess access() {
    return new LambdaAccess(finder);
  }

  @Override
  public void resume() {
    store.openRoots(spec);
    section.run(this::armMappings);
  }

  private void armMappings() {
    for (Scope scope : store.scopes("lambda")) {
      finder.region(scope).mappings().stream()
          .toList()
          .forEach(
              mapping -> {
                pollers.arm(scope, mapping.uuid());
                streams.arm(scope, mapping.uuid());
              });
    }
  }

  /** A host such as {@code id.lambda-url.region.localhost} belongs to a function. */
  @Override
  public UnmodelledHandler unmodelled(HttpRequest request, HostNames hosts) {
    HostNames.Prefix prefix = hosts.prefixOf(request);
    return prefix == null ? null : urlEndpoint(prefix.labels() + ".");
  }

  @Override
  public OriginRules originRules(HttpRequest request) {
    String host = request.header("Host");
    FunctionUrlEndpoint endpoint = host == null ? null : urlEndpoint(host);
    return endpoint == null ? null : endpoint.originRules(request);
  }

  private FunctionUrlEndpoint urlEndpoint(String host) {
    String id = FunctionUrlHosts.idOf(host);
    return id == null
        ? null
        : new FunctionUrlEndpoint(finder, invoker, urlIds, bodies, section, authorizer, id);
  }

  @Override
  public Dialect dialect() {
    return new LambdaDialect();
  }

  /** Serves the archives of functions and layers. */
  public InternalEndpoint codeDownloads() {
    return new CodeDownloads(finder, section);
  }

  /** The functions as delivery targets. */
  public DeliveryTarget deliveries() {
    return deliveries;
  }

  /** The functions for services that wait for the result. */
  public FunctionCalls functionCalls() {
    return calls;
  }

  /** Functions that are objects of the program that Brume is embedded in. */
  public JvmFunctions jvmFunctions() {
    return jvmFunctions;
  }

  /** Ends all processes of functions. */
  @Override
  public void close() {
    environments.close();
  }
}
