package dev.brume.lambda.function;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.api.Concurrency;
import dev.brume.lambda.api.FunctionCodeLocation;
import dev.brume.lambda.api.FunctionConfiguration;
import dev.brume.lambda.api.GetFunctionConfigurationRequest;
import dev.brume.lambda.api.GetFunctionRequest;
import dev.brume.lambda.api.GetFunctionResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListFunctionsRequest;
import dev.brume.lambda.api.ListFunctionsResponse;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.shape.FunctionShapes;
import java.util.stream.Stream;

/**
 * GetFunction, GetFunctionConfiguration and ListFunctions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html">GetFunction</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html">ListFunctions</a>
 */
public final class ReadFunctionOperations implements OperationGroup {
  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public ReadFunctionOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.GET_FUNCTION, this::getFunction);
    binder.on(LambdaApi.GET_FUNCTION_CONFIGURATION, this::getFunctionConfiguration);
    binder.on(LambdaApi.LIST_FUNCTIONS, this::listFunctions);
  }

  /** A version of a function, and the location of its code. */
  public GetFunctionResponse getFunction(RequestContext context, GetFunctionRequest input) {
    Found found =
        finder.find(FunctionReference.of(context, input.functionName(), input.qualifier()));
    FunctionRecord function = found.function();
    GetFunctionResponse.Builder shown =
        GetFunctionResponse.builder()
            .configuration(FunctionShapes.shown(found.region(), found.version(), found.qualifier()))
            .code(code(context, found.version()));
    if (!function.tags().isEmpty()) {
      shown.tags(function.tags());
    }
    if (function.reservedConcurrency() != null) {
      shown.concurrency(
          Concurrency.builder()
              .reservedConcurrentExecutions(function.reservedConcurrency())
              .build());
    }
    return shown.build();
  }

  private static FunctionCodeLocation code(RequestContext context, FunctionVersionRecord version) {
    CodePackage code = version.code();
    if (code.isImage()) {
      return FunctionCodeLocation.builder()
          .repositoryType("ECR")
          .imageUri(code.imageUri())
          .resolvedImageUri(ImageCode.resolved(code))
          .build();
    }
    return FunctionCodeLocation.builder()
        .repositoryType("S3")
        .location(CodeLocations.ofFunction(context, version))
        .build();
  }

  /** A version of a function. */
  public FunctionConfiguration getFunctionConfiguration(
      RequestContext context, GetFunctionConfigurationRequest input) {
    Found found =
        finder.find(FunctionReference.of(context, input.functionName(), input.qualifier()));
    return FunctionShapes.shown(found.region(), found.version(), found.qualifier());
  }

  /** All functions of the region, or all of their versions. */
  public ListFunctionsResponse listFunctions(RequestContext context, ListFunctionsRequest input) {
    LambdaRegion region = finder.region(context);
    boolean all = input.functionVersion() != null;
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListFunctions",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            all);
    String last = tokens.position(input.marker());
    PageTokens.Page<FunctionVersionRecord> page =
        tokens.page(
            all ? versionsAfter(region, last) : latestAfter(region, last),
            LambdaPages.limit(input.maxItems()),
            version -> all ? version.function() + ":" + version.version() : version.function());
    return ListFunctionsResponse.builder()
        .functions(
            page.elements().stream()
                .map(
                    version ->
                        FunctionShapes.listed(region, version, all ? version.version() : null))
                .toList())
        .nextMarker(page.nextToken())
        .build();
  }

  private static Stream<FunctionVersionRecord> latestAfter(LambdaRegion region, String last) {
    return region.functions().after(last).map(function -> region.latest(function.name()));
  }

  private static Stream<FunctionVersionRecord> versionsAfter(LambdaRegion region, String last) {
    return region.versions().stream()
        .filter(version -> last.isEmpty() || place(version).compareTo(place(last)) > 0);
  }

  private static String place(FunctionVersionRecord version) {
    return version.function() + ":" + LambdaRegion.versionKey(version.version());
  }

  private static String place(String position) {
    int colon = position.indexOf(':');
    return position.substring(0, colon + 1)
        + LambdaRegion.versionKey(position.substring(colon + 1));
  }
}
