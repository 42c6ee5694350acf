package dev.brume.lambda.alias;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.api.AliasConfiguration;
import dev.brume.lambda.api.AliasRoutingConfiguration;
import dev.brume.lambda.api.CreateAliasRequest;
import dev.brume.lambda.api.DeleteAliasRequest;
import dev.brume.lambda.api.GetAliasRequest;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListAliasesRequest;
import dev.brume.lambda.api.ListAliasesResponse;
import dev.brume.lambda.api.UpdateAliasRequest;
import dev.brume.lambda.engine.FunctionAliasRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Aliases: create, update, list and delete.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html">Create an
 *     alias for a Lambda function</a>
 */
public final class AliasOperations implements OperationGroup {
  private final FunctionFinder finder;
  private final BiConsumer<LambdaRegion, FunctionReference> moved;

  /**
   * @param finder finds functions
   * @param moved is told of aliases that point to another version
   */
  public AliasOperations(FunctionFinder finder, BiConsumer<LambdaRegion, FunctionReference> moved) {
    this.finder = finder;
    this.moved = moved;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.CREATE_ALIAS, this::createAlias);
    binder.on(LambdaApi.DELETE_ALIAS, this::deleteAlias);
    binder.on(LambdaApi.GET_ALIAS, this::getAlias);
    binder.on(LambdaApi.LIST_ALIASES, this::listAliases);
    binder.on(LambdaApi.UPDATE_ALIAS, this::updateAlias);
  }

  public AliasConfiguration createAlias(RequestContext context, CreateAliasRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          Map<String, Double> weights = weights(input.routingConfig());
          checkTarget(region, reference, input.functionVersion(), weights);
          if (region.aliases().get(reference.name(), input.name()) != null) {
            throw LambdaFaults.conflict(
                "Alias already exists: " + reference.at(input.name()).arn());
          }
          FunctionAliasRecord alias =
              new FunctionAliasRecord(
                  reference.name(),
                  input.name(),
                  input.functionVersion(),
                  input.description() == null ? "" : input.description(),
                  weights,
                  region.newId());
          region.aliases().put(alias, alias.function(), alias.name());
          return shown(region, alias);
        });
  }

  private static Map<String, Double> weights(AliasRoutingConfiguration routing) {
    return routing == null || routing.additionalVersionWeights() == null
        ? Map.of()
        : Map.copyOf(routing.additionalVersionWeights());
  }

  private static void checkTarget(
      LambdaRegion region,
      FunctionReference reference,
      String version,
      Map<String, Double> weights) {
    if (weights.size() > 1) {
      throw LambdaFaults.invalid(
          "Number of items in AdditionalVersionWeights cannot be greater than 1");
    }
    if (!weights.isEmpty()) {
      if (version.equals(FunctionVersionRecord.LATEST)) {
        throw LambdaFaults.untypedInvalid(
            "$LATEST is not supported for an alias pointing to more than 1 version");
      }
      if (weights.containsKey(version)) {
        throw LambdaFaults.invalid(
            "Invalid function version "
                + version
                + ". Function version "
                + version
                + " is already included in routing configuration.");
      }
    }
    requireVersion(region, reference, version);
    weights.keySet().forEach(other -> requireVersion(region, reference, other));
  }

  private static void requireVersion(
      LambdaRegion region, FunctionReference reference, String version) {
    if (region.version(reference.name(), version) == null) {
      throw LambdaFaults.functionNotFound(reference.at(version).arn());
    }
  }

  public AliasConfiguration getAlias(RequestContext context, GetAliasRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    FunctionAliasRecord alias = region.aliases().get(reference.name(), input.name());
    if (alias == null) {
      throw LambdaFaults.notFound("Cannot find alias arn: " + reference.at(input.name()).arn());
    }
    return shown(region, alias);
  }

  public AliasConfiguration updateAlias(RequestContext context, UpdateAliasRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          finder.function(region, reference);
          FunctionAliasRecord known = region.aliases().get(reference.name(), input.name());
          if (known == null) {
            throw LambdaFaults.notFound("Alias not found: " + reference.at(input.name()).arn());
          }
          if (input.revisionId() != null && !input.revisionId().equals(known.revisionId())) {
            throw LambdaFaults.revision("GetFunction/GetAlias");
          }
          String version =
              input.functionVersion() == null ? known.version() : input.functionVersion();
          Map<String, Double> weights =
              input.routingConfig() == null ? known.weights() : weights(input.routingConfig());
          checkTarget(region, reference, version, weights);
          FunctionAliasRecord alias =
              new FunctionAliasRecord(
                  known.function(),
                  known.name(),
                  version,
                  input.description() == null ? known.description() : input.description(),
                  weights,
                  region.newId());
          region.aliases().put(alias, alias.function(), alias.name());
          if (!version.equals(known.version())) {
            moved.accept(region, reference.at(alias.name()));
          }
          return shown(region, alias);
        });
  }

  /** Deleting a missing alias succeeds. */
  public Unit deleteAlias(RequestContext context, DeleteAliasRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          finder.function(region, reference);
          region.removeAlias(reference.name(), input.name());
          return Unit.INSTANCE;
        });
  }

  public ListAliasesResponse listAliases(RequestContext context, ListAliasesRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    finder.function(region, reference);
    String version = input.functionVersion();
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListAliases",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            reference.name(),
            version);
    PageTokens.Page<FunctionAliasRecord> page =
        tokens.page(
            region
                .aliases()
                .after(tokens.position(input.marker()), reference.name())
                .filter(
                    alias ->
                        version == null
                            || alias.version().equals(version)
                            || alias.weights().containsKey(version)),
            LambdaPages.limit(input.maxItems()),
            FunctionAliasRecord::name);
    return ListAliasesResponse.builder()
        .aliases(page.elements().stream().map(alias -> shown(region, alias)).toList())
        .nextMarker(page.nextToken())
        .build();
  }

  private static AliasConfiguration shown(LambdaRegion region, FunctionAliasRecord alias) {
    AliasConfiguration.Builder shown =
        AliasConfiguration.builder()
            .aliasArn(region.functionArn(alias.function(), alias.name()))
            .name(alias.name())
            .functionVersion(alias.version())
            .description(alias.description())
            .revisionId(alias.revisionId());
    if (!alias.weights().isEmpty()) {
      shown.routingConfig(
          AliasRoutingConfiguration.builder().additionalVersionWeights(alias.weights()).build());
    }
    return shown.build();
  }
}
