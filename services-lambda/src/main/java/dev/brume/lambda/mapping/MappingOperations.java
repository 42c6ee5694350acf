package dev.brume.lambda.mapping;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.port.Ports;
import dev.brume.core.port.QueueSource;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.api.CreateEventSourceMappingRequest;
import dev.brume.lambda.api.DeleteEventSourceMappingRequest;
import dev.brume.lambda.api.EventSourceMappingConfiguration;
import dev.brume.lambda.api.Filter;
import dev.brume.lambda.api.FilterCriteria;
import dev.brume.lambda.api.GetEventSourceMappingRequest;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListEventSourceMappingsRequest;
import dev.brume.lambda.api.ListEventSourceMappingsResponse;
import dev.brume.lambda.api.ScalingConfig;
import dev.brume.lambda.api.UpdateEventSourceMappingRequest;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.KafkaRules;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.ShardProgressRecord;
import dev.brume.lambda.engine.StreamRules;
import dev.brume.lambda.tag.FunctionTags;
import java.time.Instant;
import java.util.List;

/**
 * Event source mappings of queues and streams: create, update, list and delete.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">
 *     CreateEventSourceMapping</a>
 */
public final class MappingOperations implements OperationGroup {
  private static final String ENABLED = "Enabled";
  private static final String DISABLED = "Disabled";
  private static final int DEFAULT_BATCH = 10;

  private final FunctionFinder finder;
  private final Ports ports;
  private final SourcePermissions permissions;
  private final QueuePollers pollers;
  private final StreamPollers streams;

  /**
   * @param finder finds functions
   * @param ports provide queues and streams
   * @param permissions of the functions' roles
   * @param pollers poll queues
   * @param streams read streams
   */
  public MappingOperations(
      FunctionFinder finder,
      Ports ports,
      SourcePermissions permissions,
      QueuePollers pollers,
      StreamPollers streams) {
    this.finder = finder;
    this.ports = ports;
    this.permissions = permissions;
    this.pollers = pollers;
    this.streams = streams;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.CREATE_EVENT_SOURCE_MAPPING, this::createEventSourceMapping);
    binder.on(LambdaApi.DELETE_EVENT_SOURCE_MAPPING, this::deleteEventSourceMapping);
    binder.on(LambdaApi.GET_EVENT_SOURCE_MAPPING, this::getEventSourceMapping);
    binder.on(LambdaApi.LIST_EVENT_SOURCE_MAPPINGS, this::listEventSourceMappings);
    binder.on(LambdaApi.UPDATE_EVENT_SOURCE_MAPPING, this::updateEventSourceMapping);
  }

  private void arm(LambdaRegion region, EventSourceMappingRecord mapping) {
    if (mapping.kafka() != null) {
      return;
    }
    if (mapping.stream() == null) {
      pollers.arm(region.scope(), mapping.uuid());
    } else {
      streams.arm(region.scope(), mapping.uuid());
    }
  }

  public EventSourceMappingConfiguration createEventSourceMapping(
      RequestContext context, CreateEventSourceMappingRequest input) {
    if (input.selfManagedEventSource() != null) {
      return createKafkaMapping(context, input);
    }
    Arn source = source(input);
    boolean stream = StreamMappings.isStream(source);
    StreamRules rules = stream ? StreamMappings.rules(source, input) : null;
    if (!stream) {
      refuseWhatIsNotOfQueues(input);
    }
    refuseWhatIsNotDone(input);
    FunctionReference reference = function(context, input.functionName());
    List<String> filters = filters(input.filterCriteria());
    int usual = stream ? StreamMappings.DEFAULT_BATCH : DEFAULT_BATCH;
    int batch = input.batchSize() == null ? usual : input.batchSize();
    int window =
        input.maximumBatchingWindowInSeconds() == null ? 0 : input.maximumBatchingWindowInSeconds();
    if (!stream) {
      checkBatch(batch, window);
      requireQueue(source);
    }
    List<ShardProgressRecord> start =
        stream ? StreamMappings.start(ports, source, rules) : List.of();
    LambdaRegion region = finder.region(context);
    permissions.require(context, region, reference.name(), source);
    boolean enabled = !Boolean.FALSE.equals(input.enabled());
    EventSourceMappingRecord mapping =
        region.change(
            () -> {
              refuseTwice(region, source.toString(), reference);
              EventSourceMappingRecord made =
                  new EventSourceMappingRecord(
                      region.newId(),
                      reference.name(),
                      reference.qualifier(),
                      source.toString(),
                      batch,
                      window,
                      filters,
                      responseTypes(input.functionResponseTypes()),
                      concurrency(input.scalingConfig()),
                      enabled,
                      region.changing("Creating", enabled ? ENABLED : DISABLED),
                      region.nowMillis(),
                      FunctionTags.RULES.checked(input.tags()),
                      rules);
              region.mappings().put(made, made.uuid());
              start.forEach(progress -> region.put(made.uuid(), progress));
              return made;
            });
    arm(region, mapping);
    return shown(region, mapping, mapping.state().from());
  }

  /** A mapping of a self-managed cluster is only stored and returned. */
  private EventSourceMappingConfiguration createKafkaMapping(
      RequestContext context, CreateEventSourceMappingRequest input) {
    refuseWhatIsNotDone(input);
    FunctionReference reference = function(context, input.functionName());
    LambdaRegion region = finder.region(context);
    boolean enabled = !Boolean.FALSE.equals(input.enabled());
    EventSourceMappingRecord mapping =
        region.change(
            () -> {
              String uuid = region.newId();
              KafkaRules rules = KafkaMappings.rules(input, uuid);
              KafkaMappings.refuseTwice(region, reference, rules);
              EventSourceMappingRecord made =
                  new EventSourceMappingRecord(
                      uuid,
                      reference.name(),
                      reference.qualifier(),
                      null,
                      input.batchSize() == null ? KafkaMappings.DEFAULT_BATCH : input.batchSize(),
                      input.maximumBatchingWindowInSeconds() == null
                          ? 0
                          : input.maximumBatchingWindowInSeconds(),
                      filters(input.filterCriteria()),
                      responseTypes(input.functionResponseTypes()),
                      null,
                      enabled,
                      region.changing("Creating", enabled ? ENABLED : DISABLED),
                      region.nowMillis(),
                      FunctionTags.RULES.checked(input.tags()),
                      null,
                      rules);
              region.mappings().put(made, uuid);
              return made;
            });
    return shown(region, mapping, mapping.state().from());
  }

  private static Arn source(CreateEventSourceMappingRequest input) {
    if (input.eventSourceArn() == null) {
      throw LambdaFaults.invalid("Unrecognized event source.");
    }
    Arn source =
        Arn.parse(input.eventSourceArn())
            .orElseThrow(() -> LambdaFaults.invalid("Unrecognized event source."));
    if (!source.service().equals("sqs") && !StreamMappings.isStream(source)) {
      throw LambdaFaults.notDone("An event source mapping of " + source.service());
    }
    return source;
  }

  private static void refuseWhatIsNotDone(CreateEventSourceMappingRequest input) {
    if (input.provisionedPollerConfig() != null || input.metricsConfig() != null) {
      throw LambdaFaults.notDone("ProvisionedPollerConfig and MetricsConfig");
    }
  }

  private static void refuseWhatIsNotOfQueues(CreateEventSourceMappingRequest input) {
    if (input.destinationConfig() != null) {
      throw unsupported("DestinationConfig");
    }
    if (input.startingPosition() != null) {
      throw unsupported("StartingPosition");
    }
    if (input.maximumRetryAttempts() != null) {
      throw unsupported("MaximumRetryAttempts");
    }
    if (input.maximumRecordAgeInSeconds() != null) {
      throw unsupported("MaximumRecordAgeInSeconds");
    }
    if (input.bisectBatchOnFunctionError() != null) {
      throw unsupported("BisectBatchOnFunctionError");
    }
    if (input.parallelizationFactor() != null) {
      throw unsupported("ParallelizationFactor");
    }
    if (input.tumblingWindowInSeconds() != null) {
      throw unsupported("TumblingWindowInSeconds");
    }
  }

  private static AwsError unsupported(String parameter) {
    return LambdaFaults.invalid(
        "Unsupported " + parameter + " parameter for given event source mapping type.");
  }

  private FunctionReference function(RequestContext context, String name) {
    FunctionReference reference = FunctionReference.of(context, name, null);
    if (finder.findOrNull(reference) == null) {
      throw LambdaFaults.invalid("Function does not exist");
    }
    return reference;
  }

  private static List<String> filters(FilterCriteria criteria) {
    if (criteria == null || criteria.filters() == null || criteria.filters().isEmpty()) {
      return null;
    }
    List<String> patterns = criteria.filters().stream().map(Filter::pattern).toList();
    patterns.forEach(QueueEvents::pattern);
    return patterns;
  }

  private static List<String> responseTypes(List<String> types) {
    return types == null ? List.of() : List.copyOf(types);
  }

  private static Integer concurrency(ScalingConfig scaling) {
    return scaling == null ? null : scaling.maximumConcurrency();
  }

  private static void checkBatch(int batch, int window) {
    if (batch > DEFAULT_BATCH && window < 1) {
      throw LambdaFaults.invalid(
          "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
              + " than 10");
    }
  }

  private void requireQueue(Arn source) {
    boolean known =
        ports.look(QueueSource.class).filter(queues -> queues.exists(source)).isPresent();
    if (!known) {
      throw LambdaFaults.invalid(
          "Error occurred while ReceiveMessage. SQS Error Code:"
              + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue"
              + " does not exist.");
    }
  }

  private static void refuseTwice(LambdaRegion region, String source, FunctionReference reference) {
    region.mappings().stream()
        .filter(other -> source.equals(other.sourceArn()))
        .filter(
            other ->
                reference.equals(
                    new FunctionReference(region.scope(), other.function(), other.qualifier())))
        .findFirst()
        .ifPresent(
            other -> {
              throw LambdaFaults.conflict(
                  "The event source arn (\" "
                      + source
                      + " \") and function (\" "
                      + reference.name()
                      + " \") provided mapping already exists. Please update or delete the existing"
                      + " mapping with UUID "
                      + other.uuid());
            });
  }

  private static EventSourceMappingRecord find(LambdaRegion region, String uuid) {
    EventSourceMappingRecord mapping = region.mappings().get(uuid);
    if (mapping == null) {
      throw LambdaFaults.resourceNotFound();
    }
    return mapping;
  }

  public EventSourceMappingConfiguration getEventSourceMapping(
      RequestContext context, GetEventSourceMappingRequest input) {
    LambdaRegion region = finder.region(context);
    EventSourceMappingRecord mapping = find(region, input.uuid());
    return shown(region, mapping, mapping.state().at(region.nowMillis()));
  }

  public EventSourceMappingConfiguration updateEventSourceMapping(
      RequestContext context, UpdateEventSourceMappingRequest input) {
    LambdaRegion region = finder.region(context);
    EventSourceMappingRecord mapping =
        region.change(
            () -> {
              EventSourceMappingRecord known = find(region, input.uuid());
              EventSourceMappingRecord changed = changed(context, region, known, input);
              region.mappings().put(changed, changed.uuid());
              return changed;
            });
    arm(region, mapping);
    return shown(region, mapping, mapping.state().from());
  }

  private EventSourceMappingRecord changed(
      RequestContext context,
      LambdaRegion region,
      EventSourceMappingRecord known,
      UpdateEventSourceMappingRequest input) {
    if (known.stream() == null && input.destinationConfig() != null) {
      throw unsupported("DestinationConfig");
    }
    StreamRules rules =
        known.stream() == null ? null : StreamMappings.changed(known.stream(), input);
    FunctionReference reference =
        input.functionName() == null
            ? new FunctionReference(region.scope(), known.function(), known.qualifier())
            : function(context, input.functionName());
    int batch = input.batchSize() == null ? known.batchSize() : input.batchSize();
    int window =
        input.maximumBatchingWindowInSeconds() == null
            ? known.windowSeconds()
            : input.maximumBatchingWindowInSeconds();
    if (rules == null && known.kafka() == null) {
      checkBatch(batch, window);
    }
    boolean enabled = input.enabled() == null ? known.enabled() : input.enabled();
    return new EventSourceMappingRecord(
        known.uuid(),
        reference.name(),
        reference.qualifier(),
        known.sourceArn(),
        batch,
        window,
        input.filterCriteria() == null ? known.filters() : filters(input.filterCriteria()),
        input.functionResponseTypes() == null
            ? known.responseTypes()
            : responseTypes(input.functionResponseTypes()),
        input.scalingConfig() == null ? known.maxConcurrency() : concurrency(input.scalingConfig()),
        enabled,
        region.changing(passing(known, enabled), enabled ? ENABLED : DISABLED),
        region.nowMillis(),
        known.tags(),
        rules,
        known.kafka());
  }

  /** "Disabling" was recorded on AWS for streams in November 2025. */
  private static String passing(EventSourceMappingRecord known, boolean enabled) {
    if (known.stream() == null || known.enabled() == enabled) {
      return "Updating";
    }
    return enabled ? "Enabling" : "Disabling";
  }

  public EventSourceMappingConfiguration deleteEventSourceMapping(
      RequestContext context, DeleteEventSourceMappingRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          EventSourceMappingRecord mapping = find(region, input.uuid());
          EventSourceMappingConfiguration shown = shown(region, mapping, "Deleting");
          region.removeMapping(mapping.uuid());
          return shown;
        });
  }

  public ListEventSourceMappingsResponse listEventSourceMappings(
      RequestContext context, ListEventSourceMappingsRequest input) {
    LambdaRegion region = finder.region(context);
    FunctionReference reference =
        input.functionName() == null
            ? null
            : FunctionReference.of(context, input.functionName(), null);
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListEventSourceMappings",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            input.eventSourceArn(),
            reference);
    PageTokens.Page<EventSourceMappingRecord> page =
        tokens.page(
            region
                .mappings()
                .after(tokens.position(input.marker()))
                .filter(
                    mapping ->
                        input.eventSourceArn() == null
                            || input.eventSourceArn().equals(mapping.sourceArn()))
                .filter(
                    mapping ->
                        reference == null
                            || reference.equals(
                                new FunctionReference(
                                    region.scope(), mapping.function(), mapping.qualifier()))),
            LambdaPages.limit(input.maxItems()),
            EventSourceMappingRecord::uuid);
    return ListEventSourceMappingsResponse.builder()
        .eventSourceMappings(
            page.elements().stream()
                .map(mapping -> shown(region, mapping, mapping.state().at(region.nowMillis())))
                .toList())
        .nextMarker(page.nextToken())
        .build();
  }

  private static EventSourceMappingConfiguration shown(
      LambdaRegion region, EventSourceMappingRecord mapping, String state) {
    EventSourceMappingConfiguration.Builder shown =
        EventSourceMappingConfiguration.builder()
            .uuid(mapping.uuid())
            .batchSize(mapping.batchSize())
            .maximumBatchingWindowInSeconds(mapping.windowSeconds())
            .eventSourceArn(mapping.sourceArn())
            .eventSourceMappingArn(
                region
                    .scope()
                    .colonArn("lambda", "event-source-mapping", mapping.uuid())
                    .toString())
            .functionArn(region.functionArn(mapping.function(), mapping.qualifier()))
            .functionResponseTypes(mapping.responseTypes())
            .lastModified(Instant.ofEpochMilli(mapping.modifiedMillis()))
            .state(state)
            .stateTransitionReason("USER_INITIATED");
    if (mapping.filters() != null) {
      shown.filterCriteria(
          FilterCriteria.builder()
              .filters(
                  mapping.filters().stream()
                      .map(pattern -> Filter.builder().pattern(pattern).build())
                      .toList())
              .build());
    }
    if (mapping.maxConcurrency() != null) {
      shown.scalingConfig(
          ScalingConfig.builder().maximumConcurrency(mapping.maxConcurrency()).build());
    }
    StreamMappings.show(region, mapping, shown);
    KafkaMappings.show(mapping, shown);
    return shown.build();
  }
}
