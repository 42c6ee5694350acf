package dev.brume.lambda;

import dev.brume.core.access.Authorizer;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.InternalEndpoint;
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
  private final InvokeOperations invocations;
  private final EventInvocations events;
  private final ResponseStreamOperation responseStreams;
  private final FunctionDeliveries deliveries;
  private final FunctionInvoker invoker;
  private final FunctionCalls calls;
  private final NameIndex urlIds;
  private final BodyStore bodies;
  private final Authorizer authorizer;
  private final QueuePollers pollers;
  private final StreamPollers streams;
  private final MappingOperations mappings;
  private final CreateFunctionOperation creation;
  private final UpdateFunctionOperations updates;
  private final ReadFunctionOperations reads;
  private final DeleteFunctionOperation deletion;
  private final FunctionRuleOperations rules;
  private final VersionOperations versions;
  private final AliasOperations aliases;
  private final FunctionPolicyOperations policies;
  private final LayerOperations layers;
  private final LayerPolicyOperations layerPolicies;
  private final FunctionUrlOperations urls;
  private final EventInvokeConfigOperations eventInvokes;
  private final ReservedConcurrencyOperations reserved;
  private final ProvisionedConcurrencyOperations provisioned;
  private final CodeSigningOperations signing;
  private final CapacityProviderOperations capacity;
  private final FunctionScalingOperations scaling;
  private final FunctionResourcePolicyOperations resourcePolicies;
  private final FunctionTagOperations tags;
  private final DurableRuns durableRuns;
  private final DurableFeature durable;

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
    DurableStarts starts = new DurableStarts();
    invoker =
        new FunctionInvoker(
            finder, surroundings.ids(), surroundings.background(), this::callOnce, starts);
    durableRuns = new DurableRuns(finder, invoker, starts, surroundings.ids());
    durable = new DurableFeature(finder, surroundings.ids());
    invocations = new InvokeOperations(finder, invoker, starts, bodies, section);
    responseStreams = new ResponseStreamOperation(invocations, invoker);
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
    mappings =
        new MappingOperations(
            finder,
            surroundings.ports(),
            new SourcePermissions(surroundings.authorizer()),
            pollers,
            streams);
    deliveries = new FunctionDeliveries(finder, surroundings.authorizer(), surroundings.ids());
    calls = new AwaitedCalls(finder, deliveries, invoker, surroundings.ids());
    CodeArchives archives =
        new CodeArchives(
            bodies, surroundings.ports(), options.rules().folders(), jvmFunctions::has);
    urlIds = store.names("lambda", "urls");
    ExecutionRoles roles = new ExecutionRoles(surroundings.ports());
    creation = new CreateFunctionOperation(finder, archives, roles);
    updates = new UpdateFunctionOperations(finder, archives, roles);
    reads = new ReadFunctionOperations(finder);
    deletion = new DeleteFunctionOperation(finder, urlIds, environments::retireFunction);
    rules = new FunctionRuleOperations(finder);
    versions = new VersionOperations(finder);
    policies = new FunctionPolicyOperations(finder);
    layers = new LayerOperations(finder, archives);
    layerPolicies = new LayerPolicyOperations(finder);
    urls = new FunctionUrlOperations(finder, new FunctionUrlHosts(options.publicHost()), urlIds);
    eventInvokes = new EventInvokeConfigOperations(finder);
    reserved = new ReservedConcurrencyOperations(finder);
    provisioned =
        new ProvisionedConcurrencyOperations(
            finder,
            invoker,
            new ProvisionedStarts(
                surroundings.background(), surroundings.outbox(), this::canBegin));
    aliases = new AliasOperations(finder, provisioned::moved);
    signing = new CodeSigningOperations(finder);
    capacity = new CapacityProviderOperations(finder);
    scaling = new FunctionScalingOperations(finder);
    resourcePolicies = new FunctionResourcePolicyOperations(finder);
    tags = new FunctionTagOperations(finder);
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
    binder.onBackground(LambdaApi.CREATE_FUNCTION, creation::createFunction);
    binder.on(LambdaApi.DELETE_FUNCTION, deletion::deleteFunction);
    binder.on(LambdaApi.GET_ACCOUNT_SETTINGS, rules::getAccountSettings);
    binder.on(LambdaApi.GET_FUNCTION, reads::getFunction);
    binder.on(LambdaApi.GET_FUNCTION_CONFIGURATION, reads::getFunctionConfiguration);
    binder.on(LambdaApi.GET_FUNCTION_RECURSION_CONFIG, rules::getFunctionRecursionConfig);
    binder.on(LambdaApi.GET_RUNTIME_MANAGEMENT_CONFIG, rules::getRuntimeManagementConfig);
    binder.onAsync(LambdaApi.INVOKE, invocations::invoke);
    binder.onAsync(LambdaApi.INVOKE_ASYNC, invocations::invokeAsync);
    binder.onAsync(
        LambdaApi.INVOKE_WITH_RESPONSE_STREAM, responseStreams::invokeWithResponseStream);
    binder.on(LambdaApi.LIST_FUNCTIONS, reads::listFunctions);
    binder.on(LambdaApi.LIST_TAGS, tags::listTags);
    binder.on(LambdaApi.LIST_VERSIONS_BY_FUNCTION, versions::listVersionsByFunction);
    binder.on(LambdaApi.PUBLISH_VERSION, versions::publishVersion);
    binder.on(LambdaApi.PUT_FUNCTION_RECURSION_CONFIG, rules::putFunctionRecursionConfig);
    binder.on(LambdaApi.PUT_RUNTIME_MANAGEMENT_CONFIG, rules::putRuntimeManagementConfig);
    binder.on(LambdaApi.TAG_RESOURCE, tags::tagResource);
    binder.on(LambdaApi.UNTAG_RESOURCE, tags::untagResource);
    binder.onBackground(LambdaApi.UPDATE_FUNCTION_CODE, updates::updateFunctionCode);
    binder.on(LambdaApi.UPDATE_FUNCTION_CONFIGURATION, updates::updateFunctionConfiguration);
    bindAliases(binder);
    bindLayers(binder);
    bindConcurrency(binder);
    bindUrls(binder);
    bindSigning(binder);
    bindCapacity(binder);
    durable.bind(binder);
    binder.on(LambdaApi.CREATE_EVENT_SOURCE_MAPPING, mappings::createEventSourceMapping);
    binder.on(LambdaApi.DELETE_EVENT_SOURCE_MAPPING, mappings::deleteEventSourceMapping);
    binder.on(LambdaApi.GET_EVENT_SOURCE_MAPPING, mappings::getEventSourceMapping);
    binder.on(LambdaApi.LIST_EVENT_SOURCE_MAPPINGS, mappings::listEventSourceMappings);
    binder.on(LambdaApi.UPDATE_EVENT_SOURCE_MAPPING, mappings::updateEventSourceMapping);
  }

  private void bindAliases(Binder binder) {
    binder.on(LambdaApi.ADD_PERMISSION, policies::addPermission);
    binder.on(LambdaApi.CREATE_ALIAS, aliases::createAlias);
    binder.on(LambdaApi.DELETE_ALIAS, aliases::deleteAlias);
    binder.on(LambdaApi.GET_ALIAS, aliases::getAlias);
    binder.on(LambdaApi.GET_POLICY, policies::getPolicy);
    binder.on(LambdaApi.LIST_ALIASES, aliases::listAliases);
    binder.on(LambdaApi.REMOVE_PERMISSION, policies::removePermission);
    binder.on(LambdaApi.DELETE_RESOURCE_POLICY, resourcePolicies::deleteResourcePolicy);
    binder.on(LambdaApi.GET_RESOURCE_POLICY, resourcePolicies::getResourcePolicy);
    binder.on(LambdaApi.PUT_RESOURCE_POLICY, resourcePolicies::putResourcePolicy);
    binder.on(LambdaApi.UPDATE_ALIAS, aliases::updateAlias);
  }

  private void bindLayers(Binder binder) {
    binder.on(LambdaApi.ADD_LAYER_VERSION_PERMISSION, layerPolicies::addLayerVersionPermission);
    binder.on(LambdaApi.DELETE_LAYER_VERSION, layers::deleteLayerVersion);
    binder.on(LambdaApi.GET_LAYER_VERSION, layers::getLayerVersion);
    binder.on(LambdaApi.GET_LAYER_VERSION_BY_ARN, layers::getLayerVersionByArn);
    binder.on(LambdaApi.GET_LAYER_VERSION_POLICY, layerPolicies::getLayerVersionPolicy);
    binder.on(LambdaApi.LIST_LAYERS, layers::listLayers);
    binder.on(LambdaApi.LIST_LAYER_VERSIONS, layers::listLayerVersions);
    binder.onBackground(LambdaApi.PUBLISH_LAYER_VERSION, layers::publishLayerVersion);
    binder.on(
        LambdaApi.REMOVE_LAYER_VERSION_PERMISSION, layerPolicies::removeLayerVersionPermission);
  }

  private void bindConcurrency(Binder binder) {
    binder.on(LambdaApi.DELETE_FUNCTION_CONCURRENCY, reserved::deleteFunctionConcurrency);
    binder.on(
        LambdaApi.DELETE_FUNCTION_EVENT_INVOKE_CONFIG,
        eventInvokes::deleteFunctionEventInvokeConfig);
    binder.on(
        LambdaApi.DELETE_PROVISIONED_CONCURRENCY_CONFIG,
        provisioned::deleteProvisionedConcurrencyConfig);
    binder.on(LambdaApi.GET_FUNCTION_CONCURRENCY, reserved::getFunctionConcurrency);
    binder.on(
        LambdaApi.GET_FUNCTION_EVENT_INVOKE_CONFIG, eventInvokes::getFunctionEventInvokeConfig);
    binder.on(
        LambdaApi.GET_PROVISIONED_CONCURRENCY_CONFIG, provisioned::getProvisionedConcurrencyConfig);
    binder.on(
        LambdaApi.LIST_FUNCTION_EVENT_INVOKE_CONFIGS, eventInvokes::listFunctionEventInvokeConfigs);
    binder.on(
        LambdaApi.LIST_PROVISIONED_CONCURRENCY_CONFIGS,
        provisioned::listProvisionedConcurrencyConfigs);
    binder.on(LambdaApi.PUT_FUNCTION_CONCURRENCY, reserved::putFunctionConcurrency);
    binder.on(
        LambdaApi.PUT_FUNCTION_EVENT_INVOKE_CONFIG, eventInvokes::putFunctionEventInvokeConfig);
    binder.on(
        LambdaApi.PUT_PROVISIONED_CONCURRENCY_CONFIG, provisioned::putProvisionedConcurrencyConfig);
    binder.on(
        LambdaApi.UPDATE_FUNCTION_EVENT_INVOKE_CONFIG,
        eventInvokes::updateFunctionEventInvokeConfig);
  }

  private void bindUrls(Binder binder) {
    binder.on(LambdaApi.CREATE_FUNCTION_URL_CONFIG, urls::createFunctionUrlConfig);
    binder.on(LambdaApi.DELETE_FUNCTION_URL_CONFIG, urls::deleteFunctionUrlConfig);
    binder.on(LambdaApi.GET_FUNCTION_URL_CONFIG, urls::getFunctionUrlConfig);
    binder.on(LambdaApi.LIST_FUNCTION_URL_CONFIGS, urls::listFunctionUrlConfigs);
    binder.on(LambdaApi.UPDATE_FUNCTION_URL_CONFIG, urls::updateFunctionUrlConfig);
  }

  private void bindCapacity(Binder binder) {
    binder.on(LambdaApi.CREATE_CAPACITY_PROVIDER, capacity::createCapacityProvider);
    binder.on(LambdaApi.DELETE_CAPACITY_PROVIDER, capacity::deleteCapacityProvider);
    binder.on(LambdaApi.GET_CAPACITY_PROVIDER, capacity::getCapacityProvider);
    binder.on(LambdaApi.GET_FUNCTION_SCALING_CONFIG, scaling::getFunctionScalingConfig);
    binder.on(LambdaApi.LIST_CAPACITY_PROVIDERS, capacity::listCapacityProviders);
    binder.on(
        LambdaApi.LIST_FUNCTION_VERSIONS_BY_CAPACITY_PROVIDER,
        capacity::listFunctionVersionsByCapacityProvider);
    binder.on(LambdaApi.PUT_FUNCTION_SCALING_CONFIG, scaling::putFunctionScalingConfig);
    binder.on(LambdaApi.UPDATE_CAPACITY_PROVIDER, capacity::updateCapacityProvider);
  }

  private void bindSigning(Binder binder) {
    binder.on(LambdaApi.CREATE_CODE_SIGNING_CONFIG, signing::createCodeSigningConfig);
    binder.on(LambdaApi.DELETE_CODE_SIGNING_CONFIG, signing::deleteCodeSigningConfig);
    binder.on(
        LambdaApi.DELETE_FUNCTION_CODE_SIGNING_CONFIG, signing::deleteFunctionCodeSigningConfig);
    binder.on(LambdaApi.GET_CODE_SIGNING_CONFIG, signing::getCodeSigningConfig);
    binder.on(LambdaApi.GET_FUNCTION_CODE_SIGNING_CONFIG, signing::getFunctionCodeSigningConfig);
    binder.on(LambdaApi.LIST_CODE_SIGNING_CONFIGS, signing::listCodeSigningConfigs);
    binder.on(
        LambdaApi.LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG, signing::listFunctionsByCodeSigningConfig);
    binder.on(LambdaApi.PUT_FUNCTION_CODE_SIGNING_CONFIG, signing::putFunctionCodeSigningConfig);
    binder.on(LambdaApi.UPDATE_CODE_SIGNING_CONFIG, signing::updateCodeSigningConfig);
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
