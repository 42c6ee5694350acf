package dev.brume.lambda.capacity;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.CreateCapacityProviderRequest;
import dev.brume.lambda.api.CreateCapacityProviderResponse;
import dev.brume.lambda.api.DeleteCapacityProviderRequest;
import dev.brume.lambda.api.DeleteCapacityProviderResponse;
import dev.brume.lambda.api.FunctionVersionsByCapacityProviderListItem;
import dev.brume.lambda.api.GetCapacityProviderRequest;
import dev.brume.lambda.api.GetCapacityProviderResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.LambdaErrors;
import dev.brume.lambda.api.ListCapacityProvidersRequest;
import dev.brume.lambda.api.ListCapacityProvidersResponse;
import dev.brume.lambda.api.ListFunctionVersionsByCapacityProviderRequest;
import dev.brume.lambda.api.ListFunctionVersionsByCapacityProviderResponse;
import dev.brume.lambda.api.UpdateCapacityProviderRequest;
import dev.brume.lambda.api.UpdateCapacityProviderResponse;
import dev.brume.lambda.engine.CapacityProviderRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.tag.FunctionTags;
import java.util.List;
import java.util.Map;

/**
 * Capacity providers. They are settings: no instance is started, and functions that name them run
 * as others do.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html">Lambda
 *     Managed Instances</a>
 */
public final class CapacityProviderOperations implements OperationGroup {
  private static final String DELETING = "Deleting";

  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public CapacityProviderOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.CREATE_CAPACITY_PROVIDER, this::createCapacityProvider);
    binder.on(LambdaApi.DELETE_CAPACITY_PROVIDER, this::deleteCapacityProvider);
    binder.on(LambdaApi.GET_CAPACITY_PROVIDER, this::getCapacityProvider);
    binder.on(LambdaApi.LIST_CAPACITY_PROVIDERS, this::listCapacityProviders);
    binder.on(
        LambdaApi.LIST_FUNCTION_VERSIONS_BY_CAPACITY_PROVIDER,
        this::listFunctionVersionsByCapacityProvider);
    binder.on(LambdaApi.UPDATE_CAPACITY_PROVIDER, this::updateCapacityProvider);
  }

  private static String name(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
  }

  /** AWS's words are recorded for tags of capacity providers. */
  private static CapacityProviderRecord find(LambdaRegion region, String nameOrArn) {
    String name = name(nameOrArn);
    CapacityProviderRecord provider = region.capacityProviders().get(name);
    String arn = CapacityProviderShapes.arn(region, name);
    if (provider == null || (nameOrArn.startsWith("arn:") && !nameOrArn.equals(arn))) {
      throw LambdaFaults.notFound(
          "Capacity provider not found: " + (nameOrArn.startsWith("arn:") ? nameOrArn : arn));
    }
    return provider;
  }

  /**
   * @throws AwsError ResourceConflictException if there is one of that name,
   *     CapacityProviderLimitExceededException, InvalidParameterValueException
   */
  public CreateCapacityProviderResponse createCapacityProvider(
      RequestContext context, CreateCapacityProviderRequest input) {
    LambdaRegion region = finder.region(context);
    String name = name(input.capacityProviderName());
    Map<String, String> tags = FunctionTags.RULES.checked(input.tags());
    CapacityProviderRecord provider =
        new CapacityProviderRecord(
            name,
            List.copyOf(input.vpcConfig().subnetIds()),
            List.copyOf(input.vpcConfig().securityGroupIds()),
            input.permissionsConfig().capacityProviderOperatorRoleArn(),
            CapacityProviderReader.requirements(input.instanceRequirements()),
            CapacityProviderReader.scaling(null, input.capacityProviderScalingConfig()),
            input.kmsKeyArn() == null || input.kmsKeyArn().isEmpty() ? null : input.kmsKeyArn(),
            CapacityProviderReader.propagation(null, input.propagateTags()),
            CapacityProviderReader.telemetry(null, input.telemetryConfig()),
            region.nowMillis(),
            region.changing("Pending", "Active"),
            tags);
    return region.change(
        () -> {
          if (region.capacityProviders().get(name) != null) {
            throw LambdaFaults.conflict("Capacity provider already exists: " + name);
          }
          if (region.capacityProviders().size() >= LambdaQuotas.CAPACITY_PROVIDERS) {
            throw LambdaErrors.capacityProviderLimitExceededException(
                "The maximum number of capacity providers for your account has been exceeded.");
          }
          region.capacityProviders().put(provider, name);
          return CreateCapacityProviderResponse.builder()
              .capacityProvider(
                  CapacityProviderShapes.shown(region, provider, provider.state().from()))
              .build();
        });
  }

  public GetCapacityProviderResponse getCapacityProvider(
      RequestContext context, GetCapacityProviderRequest input) {
    LambdaRegion region = finder.region(context);
    CapacityProviderRecord provider = find(region, input.capacityProviderName());
    return GetCapacityProviderResponse.builder()
        .capacityProvider(
            CapacityProviderShapes.shown(region, provider, provider.state().at(region.nowMillis())))
        .build();
  }

  public UpdateCapacityProviderResponse updateCapacityProvider(
      RequestContext context, UpdateCapacityProviderRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          CapacityProviderRecord known = find(region, input.capacityProviderName());
          CapacityProviderRecord provider =
              known.changed(
                  CapacityProviderReader.scaling(
                      known.scaling(), input.capacityProviderScalingConfig()),
                  CapacityProviderReader.propagation(known.propagation(), input.propagateTags()),
                  CapacityProviderReader.telemetry(known.telemetry(), input.telemetryConfig()),
                  region.nowMillis());
          region.capacityProviders().put(provider, provider.name());
          return UpdateCapacityProviderResponse.builder()
              .capacityProvider(
                  CapacityProviderShapes.shown(
                      region, provider, provider.state().at(region.nowMillis())))
              .build();
        });
  }

  /**
   * @throws AwsError ResourceConflictException while functions use it
   */
  public DeleteCapacityProviderResponse deleteCapacityProvider(
      RequestContext context, DeleteCapacityProviderRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          CapacityProviderRecord provider = find(region, input.capacityProviderName());
          String arn = CapacityProviderShapes.arn(region, provider.name());
          if (region.versions().stream().anyMatch(version -> uses(version, arn))) {
            throw LambdaFaults.conflict(
                "The capacity provider " + arn + " is in use by one or more functions.");
          }
          region.capacityProviders().remove(provider.name());
          return DeleteCapacityProviderResponse.builder()
              .capacityProvider(CapacityProviderShapes.shown(region, provider, DELETING))
              .build();
        });
  }

  private static boolean uses(FunctionVersionRecord version, String arn) {
    return version.settings().managed() != null
        && version.settings().managed().capacityProviderArn().equals(arn);
  }

  private static PageTokens tokens(RequestContext context, String operation, String filter) {
    return PageTokens.of(
        "lambda", operation, () -> LambdaFaults.invalid("Invalid marker"), context.scope(), filter);
  }

  public ListCapacityProvidersResponse listCapacityProviders(
      RequestContext context, ListCapacityProvidersRequest input) {
    LambdaRegion region = finder.region(context);
    long now = region.nowMillis();
    PageTokens tokens = tokens(context, "ListCapacityProviders", String.valueOf(input.state()));
    PageTokens.Page<CapacityProviderRecord> page =
        tokens.page(
            region
                .capacityProviders()
                .after(tokens.position(input.marker()))
                .filter(
                    provider ->
                        input.state() == null || input.state().equals(provider.state().at(now))),
            LambdaPages.limit(input.maxItems()),
            CapacityProviderRecord::name);
    return ListCapacityProvidersResponse.builder()
        .capacityProviders(
            page.elements().stream()
                .map(
                    provider ->
                        CapacityProviderShapes.shown(region, provider, provider.state().at(now)))
                .toList())
        .nextMarker(page.nextToken())
        .build();
  }

  private static String key(FunctionVersionRecord version) {
    return version.function() + ":" + LambdaRegion.versionKey(version.version());
  }

  /** The published versions of functions that run on a provider's instances. */
  public ListFunctionVersionsByCapacityProviderResponse listFunctionVersionsByCapacityProvider(
      RequestContext context, ListFunctionVersionsByCapacityProviderRequest input) {
    LambdaRegion region = finder.region(context);
    String arn =
        CapacityProviderShapes.arn(region, find(region, input.capacityProviderName()).name());
    PageTokens tokens = tokens(context, "ListFunctionVersionsByCapacityProvider", arn);
    String last = tokens.position(input.marker());
    PageTokens.Page<FunctionVersionRecord> page =
        tokens.page(
            published(region, arn).stream().filter(version -> key(version).compareTo(last) > 0),
            LambdaPages.limit(input.maxItems()),
            CapacityProviderOperations::key);
    return ListFunctionVersionsByCapacityProviderResponse.builder()
        .capacityProviderArn(arn)
        .functionVersions(page.elements().stream().map(version -> shown(region, version)).toList())
        .nextMarker(page.nextToken())
        .build();
  }

  /** The published versions that use a provider. */
  static List<FunctionVersionRecord> published(LambdaRegion region, String arn) {
    return region.versions().stream()
        .filter(version -> !version.isLatest() && uses(version, arn))
        .toList();
  }

  private static FunctionVersionsByCapacityProviderListItem shown(
      LambdaRegion region, FunctionVersionRecord version) {
    return FunctionVersionsByCapacityProviderListItem.builder()
        .functionArn(region.functionArn(version.function(), version.version()))
        .state(version.stateAt(region, region.nowMillis()))
        .build();
  }
}
