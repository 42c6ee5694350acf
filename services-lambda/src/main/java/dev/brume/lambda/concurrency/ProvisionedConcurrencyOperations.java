package dev.brume.lambda.concurrency;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.DeleteProvisionedConcurrencyConfigRequest;
import dev.brume.lambda.api.GetProvisionedConcurrencyConfigRequest;
import dev.brume.lambda.api.GetProvisionedConcurrencyConfigResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListProvisionedConcurrencyConfigsRequest;
import dev.brume.lambda.api.ListProvisionedConcurrencyConfigsResponse;
import dev.brume.lambda.api.ProvisionedConcurrencyConfigListItem;
import dev.brume.lambda.api.PutProvisionedConcurrencyConfigRequest;
import dev.brume.lambda.api.PutProvisionedConcurrencyConfigResponse;
import dev.brume.lambda.engine.FunctionAliasRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.ProvisionedConcurrencyRecord;
import dev.brume.lambda.invoke.FunctionInvoker;
import dev.brume.lambda.shape.FunctionShapes;

/**
 * Provisioned concurrency: PutProvisionedConcurrencyConfig and related operations.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html">
 *     Configuring provisioned concurrency for a function</a>
 */
public final class ProvisionedConcurrencyOperations implements OperationGroup {
  private static final String IN_PROGRESS = "IN_PROGRESS";
  private static final String READY = "READY";

  /** Recorded on AWS, Lambda, 17-02-2026, with a function whose initialization fails. */
  private static final String FAILED = "FAILED";

  private final FunctionFinder finder;
  private final FunctionInvoker invoker;
  private final ProvisionedStarts starts;

  /**
   * @param finder finds functions
   * @param invoker knows what environments are made of
   * @param starts has environments begin
   */
  public ProvisionedConcurrencyOperations(
      FunctionFinder finder, FunctionInvoker invoker, ProvisionedStarts starts) {
    this.finder = finder;
    this.invoker = invoker;
    this.starts = starts;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(
        LambdaApi.DELETE_PROVISIONED_CONCURRENCY_CONFIG, this::deleteProvisionedConcurrencyConfig);
    binder.on(LambdaApi.GET_PROVISIONED_CONCURRENCY_CONFIG, this::getProvisionedConcurrencyConfig);
    binder.on(
        LambdaApi.LIST_PROVISIONED_CONCURRENCY_CONFIGS, this::listProvisionedConcurrencyConfigs);
    binder.on(LambdaApi.PUT_PROVISIONED_CONCURRENCY_CONFIG, this::putProvisionedConcurrencyConfig);
  }

  private Found find(FunctionReference reference) {
    Found found = finder.findOrNull(reference);
    if (found != null) {
      return found;
    }
    boolean number = reference.qualifier().chars().allMatch(Character::isDigit);
    throw number
        ? LambdaFaults.functionNotFound(reference.arn())
        : LambdaFaults.notFound("Cannot find alias arn: " + reference.arn());
  }

  private static FunctionReference reference(
      RequestContext context, String functionName, String qualifier, String refusal) {
    FunctionReference reference = FunctionReference.of(context, functionName, qualifier);
    if (FunctionVersionRecord.LATEST.equals(reference.qualifier())) {
      throw LambdaFaults.invalid(refusal);
    }
    return reference;
  }

  private static FunctionReference published(
      RequestContext context, String functionName, String qualifier) {
    return reference(
        context,
        functionName,
        qualifier,
        "The function resource provided must be an alias or a published version.");
  }

  public PutProvisionedConcurrencyConfigResponse putProvisionedConcurrencyConfig(
      RequestContext context, PutProvisionedConcurrencyConfigRequest input) {
    FunctionReference reference =
        reference(
            context,
            input.functionName(),
            input.qualifier(),
            "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
    int requested = input.provisionedConcurrentExecutions();
    LambdaRegion region = finder.region(context);
    ProvisionedConcurrencyRecord config =
        region.change(
            () -> {
              Found found = find(reference);
              checkOthers(region, found);
              checkLimits(region, found, requested);
              ProvisionedConcurrencyRecord made =
                  new ProvisionedConcurrencyRecord(
                      reference.name(),
                      reference.qualifier(),
                      requested,
                      region.provisioning(IN_PROGRESS, READY),
                      region.nowMillis(),
                      null,
                      0);
              region.provisioned().put(made, made.function(), made.qualifier());
              region.put(found.version().revised(region.newId()));
              starts.begin(region, made, invoker.plan(found, found.version()));
              return made;
            });
    return PutProvisionedConcurrencyConfigResponse.builder()
        .requestedProvisionedConcurrentExecutions(requested)
        .allocatedProvisionedConcurrentExecutions(0)
        .availableProvisionedConcurrentExecutions(0)
        .status(IN_PROGRESS)
        .lastModified(FunctionShapes.date(config.modifiedMillis()))
        .build();
  }

  /** Provisions the version that an alias was moved to, if the alias has a configuration. */
  public void moved(LambdaRegion region, FunctionReference alias) {
    ProvisionedConcurrencyRecord known = region.provisioned().get(alias.name(), alias.qualifier());
    if (known == null) {
      return;
    }
    ProvisionedConcurrencyRecord moved =
        known.moved(region.provisioning(IN_PROGRESS, READY), ready(region, known));
    region.provisioned().put(moved, moved.function(), moved.qualifier());
    Found found = finder.find(alias);
    starts.begin(region, moved, invoker.plan(found, found.version()));
  }

  private static void checkOthers(LambdaRegion region, Found found) {
    String function = found.function().name();
    if (found.alias() != null) {
      if (region.provisioned().get(function, found.alias().version()) != null) {
        throw LambdaFaults.conflict(
            "Alias can't be used for Provisioned Concurrency configuration on an already"
                + " Provisioned version");
      }
      return;
    }
    for (FunctionAliasRecord alias : region.aliases().all(function)) {
      if (alias.version().equals(found.version().version())
          && region.provisioned().get(function, alias.name()) != null) {
        throw LambdaFaults.conflict("Version is pointed by a Provisioned Concurrency alias");
      }
    }
  }

  private static void checkLimits(LambdaRegion region, Found found, int requested) {
    int others =
        region.provisioned().all(found.function().name()).stream()
            .filter(config -> !config.qualifier().equals(found.qualifier()))
            .mapToInt(ProvisionedConcurrencyRecord::requested)
            .sum();
    Integer reserved = found.function().reservedConcurrency();
    if (reserved != null) {
      if (others + requested > reserved) {
        throw LambdaFaults.invalid(
            "Requested Provisioned Concurrency should not be greater than the"
                + " reservedConcurrentExecution for function");
      }
      return;
    }
    int unreserved = ReservedConcurrencyOperations.unreserved(region, null);
    if (requested > unreserved) {
      throw LambdaFaults.untypedInvalid(
          "Specified ConcurrentExecutions for function is greater than account's unreserved"
              + " concurrency ["
              + unreserved
              + "].");
    }
    if (unreserved - requested < LambdaQuotas.MIN_UNRESERVED) {
      throw LambdaFaults.untypedInvalid(
          "Specified ConcurrentExecutions for function decreases account's"
              + " UnreservedConcurrentExecution below its minimum value of ["
              + LambdaQuotas.MIN_UNRESERVED
              + "].");
    }
  }

  public GetProvisionedConcurrencyConfigResponse getProvisionedConcurrencyConfig(
      RequestContext context, GetProvisionedConcurrencyConfigRequest input) {
    FunctionReference reference = published(context, input.functionName(), input.qualifier());
    find(reference);
    LambdaRegion region = finder.region(context);
    ProvisionedConcurrencyRecord config =
        region.provisioned().get(reference.name(), reference.qualifier());
    if (config == null) {
      throw LambdaFaults.noProvisionedConcurrency();
    }
    int ready = ready(region, config);
    return GetProvisionedConcurrencyConfigResponse.builder()
        .requestedProvisionedConcurrentExecutions(config.requested())
        .allocatedProvisionedConcurrentExecutions(ready)
        .availableProvisionedConcurrentExecutions(ready)
        .status(status(region, config))
        .statusReason(config.failure())
        .lastModified(FunctionShapes.date(config.modifiedMillis()))
        .build();
  }

  private int ready(LambdaRegion region, ProvisionedConcurrencyRecord config) {
    return switch (status(region, config)) {
      case READY -> config.requested();
      case IN_PROGRESS -> config.former();
      default -> 0;
    };
  }

  private String status(LambdaRegion region, ProvisionedConcurrencyRecord config) {
    if (config.failure() != null) {
      return FAILED;
    }
    return starts.isUnderWay(config) ? IN_PROGRESS : config.state().at(region.nowMillis());
  }

  /** Deleting a missing configuration succeeds. */
  public Unit deleteProvisionedConcurrencyConfig(
      RequestContext context, DeleteProvisionedConcurrencyConfigRequest input) {
    FunctionReference reference = published(context, input.functionName(), input.qualifier());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          find(reference);
          region.provisioned().remove(reference.name(), reference.qualifier());
          return Unit.INSTANCE;
        });
  }

  public ListProvisionedConcurrencyConfigsResponse listProvisionedConcurrencyConfigs(
      RequestContext context, ListProvisionedConcurrencyConfigsRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    finder.function(region, reference);
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListProvisionedConcurrencyConfigs",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            reference.name());
    PageTokens.Page<ProvisionedConcurrencyRecord> page =
        tokens.page(
            region.provisioned().after(tokens.position(input.marker()), reference.name()),
            LambdaPages.limit(input.maxItems()),
            ProvisionedConcurrencyRecord::qualifier);
    return ListProvisionedConcurrencyConfigsResponse.builder()
        .provisionedConcurrencyConfigs(
            page.elements().stream().map(config -> listed(region, config)).toList())
        .nextMarker(page.nextToken())
        .build();
  }

  private ProvisionedConcurrencyConfigListItem listed(
      LambdaRegion region, ProvisionedConcurrencyRecord config) {
    int ready = ready(region, config);
    return ProvisionedConcurrencyConfigListItem.builder()
        .functionArn(region.functionArn(config.function(), config.qualifier()))
        .requestedProvisionedConcurrentExecutions(config.requested())
        .allocatedProvisionedConcurrentExecutions(ready)
        .availableProvisionedConcurrentExecutions(ready)
        .status(status(region, config))
        .statusReason(config.failure())
        .lastModified(FunctionShapes.date(config.modifiedMillis()))
        .build();
  }
}
