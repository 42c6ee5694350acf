package dev.brume.lambda.signing;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.api.AllowedPublishers;
import dev.brume.lambda.api.CodeSigningConfig;
import dev.brume.lambda.api.CodeSigningPolicies;
import dev.brume.lambda.api.CreateCodeSigningConfigRequest;
import dev.brume.lambda.api.CreateCodeSigningConfigResponse;
import dev.brume.lambda.api.DeleteCodeSigningConfigRequest;
import dev.brume.lambda.api.DeleteCodeSigningConfigResponse;
import dev.brume.lambda.api.DeleteFunctionCodeSigningConfigRequest;
import dev.brume.lambda.api.GetCodeSigningConfigRequest;
import dev.brume.lambda.api.GetCodeSigningConfigResponse;
import dev.brume.lambda.api.GetFunctionCodeSigningConfigRequest;
import dev.brume.lambda.api.GetFunctionCodeSigningConfigResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListCodeSigningConfigsRequest;
import dev.brume.lambda.api.ListCodeSigningConfigsResponse;
import dev.brume.lambda.api.ListFunctionsByCodeSigningConfigRequest;
import dev.brume.lambda.api.ListFunctionsByCodeSigningConfigResponse;
import dev.brume.lambda.api.PutFunctionCodeSigningConfigRequest;
import dev.brume.lambda.api.PutFunctionCodeSigningConfigResponse;
import dev.brume.lambda.api.UpdateCodeSigningConfigRequest;
import dev.brume.lambda.api.UpdateCodeSigningConfigResponse;
import dev.brume.lambda.engine.CodeSigningRecord;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.shape.FunctionShapes;
import dev.brume.lambda.tag.FunctionTags;
import java.util.List;

/**
 * Code signing configurations. They are stored, and referenced by functions; signatures are not
 * verified, because there are no signing profiles.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html">Using
 *     code signing to verify code integrity</a>
 */
public final class CodeSigningOperations implements OperationGroup {
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 17;

  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public CodeSigningOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.CREATE_CODE_SIGNING_CONFIG, this::createCodeSigningConfig);
    binder.on(LambdaApi.DELETE_CODE_SIGNING_CONFIG, this::deleteCodeSigningConfig);
    binder.on(LambdaApi.DELETE_FUNCTION_CODE_SIGNING_CONFIG, this::deleteFunctionCodeSigningConfig);
    binder.on(LambdaApi.GET_CODE_SIGNING_CONFIG, this::getCodeSigningConfig);
    binder.on(LambdaApi.GET_FUNCTION_CODE_SIGNING_CONFIG, this::getFunctionCodeSigningConfig);
    binder.on(LambdaApi.LIST_CODE_SIGNING_CONFIGS, this::listCodeSigningConfigs);
    binder.on(
        LambdaApi.LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG, this::listFunctionsByCodeSigningConfig);
    binder.on(LambdaApi.PUT_FUNCTION_CODE_SIGNING_CONFIG, this::putFunctionCodeSigningConfig);
    binder.on(LambdaApi.UPDATE_CODE_SIGNING_CONFIG, this::updateCodeSigningConfig);
  }

  private static String arn(LambdaRegion region, String id) {
    return region.scope().colonArn("lambda", "code-signing-config", id).toString();
  }

  /** The configuration with an ARN, or null. */
  private static CodeSigningRecord findOrNull(LambdaRegion region, String arn) {
    CodeSigningRecord found = region.codeSigning().get(arn.substring(arn.lastIndexOf(':') + 1));
    return found != null && arn(region, found.id()).equals(arn) ? found : null;
  }

  private static CodeSigningRecord find(LambdaRegion region, String arn) {
    CodeSigningRecord found = findOrNull(region, arn);
    if (found == null) {
      throw LambdaFaults.untypedNotFound(
          "The Lambda code signing configuration " + arn + " can not be found.");
    }
    return found;
  }

  public CreateCodeSigningConfigResponse createCodeSigningConfig(
      RequestContext context, CreateCodeSigningConfigRequest input) {
    LambdaRegion region = finder.region(context);
    CodeSigningPolicies policies = input.codeSigningPolicies();
    CodeSigningRecord config =
        new CodeSigningRecord(
            "csc-" + region.newId(ID_LENGTH, ALPHABET),
            input.description(),
            List.copyOf(input.allowedPublishers().signingProfileVersionArns()),
            policies == null || policies.untrustedArtifactOnDeployment() == null
                ? "Warn"
                : policies.untrustedArtifactOnDeployment(),
            region.nowMillis(),
            FunctionTags.RULES.checked(input.tags()));
    return region.change(
        () -> {
          region.codeSigning().put(config, config.id());
          return CreateCodeSigningConfigResponse.builder()
              .codeSigningConfig(shown(region, config))
              .build();
        });
  }

  private static CodeSigningConfig shown(LambdaRegion region, CodeSigningRecord config) {
    return CodeSigningConfig.builder()
        .codeSigningConfigId(config.id())
        .codeSigningConfigArn(arn(region, config.id()))
        .description(config.description())
        .allowedPublishers(
            AllowedPublishers.builder().signingProfileVersionArns(config.publishers()).build())
        .codeSigningPolicies(
            CodeSigningPolicies.builder().untrustedArtifactOnDeployment(config.untrusted()).build())
        .lastModified(FunctionShapes.date(config.modifiedMillis()))
        .build();
  }

  public GetCodeSigningConfigResponse getCodeSigningConfig(
      RequestContext context, GetCodeSigningConfigRequest input) {
    LambdaRegion region = finder.region(context);
    return GetCodeSigningConfigResponse.builder()
        .codeSigningConfig(shown(region, find(region, input.codeSigningConfigArn())))
        .build();
  }

  public UpdateCodeSigningConfigResponse updateCodeSigningConfig(
      RequestContext context, UpdateCodeSigningConfigRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          CodeSigningRecord known = find(region, input.codeSigningConfigArn());
          CodeSigningPolicies policies = input.codeSigningPolicies();
          CodeSigningRecord config =
              new CodeSigningRecord(
                  known.id(),
                  input.description() == null ? known.description() : input.description(),
                  input.allowedPublishers() == null
                      ? known.publishers()
                      : List.copyOf(input.allowedPublishers().signingProfileVersionArns()),
                  policies == null || policies.untrustedArtifactOnDeployment() == null
                      ? known.untrusted()
                      : policies.untrustedArtifactOnDeployment(),
                  region.nowMillis(),
                  known.tags());
          region.codeSigning().put(config, config.id());
          return UpdateCodeSigningConfigResponse.builder()
              .codeSigningConfig(shown(region, config))
              .build();
        });
  }

  public DeleteCodeSigningConfigResponse deleteCodeSigningConfig(
      RequestContext context, DeleteCodeSigningConfigRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          CodeSigningRecord config = find(region, input.codeSigningConfigArn());
          if (functionsWith(region, arn(region, config.id())).stream().findAny().isPresent()) {
            throw LambdaFaults.conflict(
                "Code signing configuration "
                    + arn(region, config.id())
                    + " is attached to one or more functions.");
          }
          region.codeSigning().remove(config.id());
          return DeleteCodeSigningConfigResponse.builder().build();
        });
  }

  private static List<FunctionRecord> functionsWith(LambdaRegion region, String arn) {
    return region.functions().stream()
        .filter(function -> arn.equals(function.codeSigningConfigArn()))
        .toList();
  }

  public ListCodeSigningConfigsResponse listCodeSigningConfigs(
      RequestContext context, ListCodeSigningConfigsRequest input) {
    LambdaRegion region = finder.region(context);
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListCodeSigningConfigs",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope());
    PageTokens.Page<CodeSigningRecord> page =
        tokens.page(
            region.codeSigning().after(tokens.position(input.marker())),
            LambdaPages.limit(input.maxItems()),
            CodeSigningRecord::id);
    return ListCodeSigningConfigsResponse.builder()
        .codeSigningConfigs(page.elements().stream().map(config -> shown(region, config)).toList())
        .nextMarker(page.nextToken())
        .build();
  }

  // --------------------------------------------------------------------------- functions

  public PutFunctionCodeSigningConfigResponse putFunctionCodeSigningConfig(
      RequestContext context, PutFunctionCodeSigningConfigRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          if (findOrNull(region, input.codeSigningConfigArn()) == null) {
            throw LambdaFaults.noCodeSigningConfig(input.codeSigningConfigArn());
          }
          FunctionRecord function = finder.function(region, reference);
          region
              .functions()
              .put(function.withCodeSigningConfig(input.codeSigningConfigArn()), function.name());
          return PutFunctionCodeSigningConfigResponse.builder()
              .codeSigningConfigArn(input.codeSigningConfigArn())
              .functionName(function.name())
              .build();
        });
  }

  /** A function without a configuration has an empty response. */
  public GetFunctionCodeSigningConfigResponse getFunctionCodeSigningConfig(
      RequestContext context, GetFunctionCodeSigningConfigRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    FunctionRecord function = finder.function(region, reference);
    return function.codeSigningConfigArn() == null
        ? GetFunctionCodeSigningConfigResponse.builder().build()
        : GetFunctionCodeSigningConfigResponse.builder()
            .codeSigningConfigArn(function.codeSigningConfigArn())
            .functionName(function.name())
            .build();
  }

  public Unit deleteFunctionCodeSigningConfig(
      RequestContext context, DeleteFunctionCodeSigningConfigRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          FunctionRecord function = finder.function(region, reference);
          region.functions().put(function.withCodeSigningConfig(null), function.name());
          return Unit.INSTANCE;
        });
  }

  public ListFunctionsByCodeSigningConfigResponse listFunctionsByCodeSigningConfig(
      RequestContext context, ListFunctionsByCodeSigningConfigRequest input) {
    LambdaRegion region = finder.region(context);
    String arn = arn(region, find(region, input.codeSigningConfigArn()).id());
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListFunctionsByCodeSigningConfig",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            arn);
    String last = tokens.position(input.marker());
    PageTokens.Page<FunctionRecord> page =
        tokens.page(
            functionsWith(region, arn).stream()
                .filter(function -> function.name().compareTo(last) > 0),
            LambdaPages.limit(input.maxItems()),
            FunctionRecord::name);
    return ListFunctionsByCodeSigningConfigResponse.builder()
        .functionArns(
            page.elements().stream()
                .map(function -> region.functionArn(function.name(), null))
                .toList())
        .nextMarker(page.nextToken())
        .build();
  }
}
