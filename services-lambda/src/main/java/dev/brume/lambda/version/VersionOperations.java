package dev.brume.lambda.version;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.api.FunctionConfiguration;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListVersionsByFunctionRequest;
import dev.brume.lambda.api.ListVersionsByFunctionResponse;
import dev.brume.lambda.api.PublishVersionRequest;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.shape.FunctionShapes;

/**
 * PublishVersion and ListVersionsByFunction.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html">
 *     PublishVersion</a>
 */
public final class VersionOperations implements OperationGroup {
  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public VersionOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.LIST_VERSIONS_BY_FUNCTION, this::listVersionsByFunction);
    binder.on(LambdaApi.PUBLISH_VERSION, this::publishVersion);
  }

  /** Publishes the unpublished version. */
  public FunctionConfiguration publishVersion(RequestContext context, PublishVersionRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          FunctionRecord function = finder.function(region, reference);
          FunctionVersionRecord latest = region.latest(function.name());
          check(region, latest, input);
          FunctionVersionRecord version =
              VersionPublisher.publish(
                  region, function, input.description(), input.publishTo(), false);
          return FunctionShapes.shown(region, version, version.version());
        });
  }

  private static void check(
      LambdaRegion region, FunctionVersionRecord latest, PublishVersionRequest input) {
    String revisionId = input.revisionId();
    if (revisionId != null && !revisionId.equals(latest.revisionAt(region.nowMillis()))) {
      throw LambdaFaults.revision("GetFunction/GetAlias");
    }
    String wanted = input.codeSha256();
    if (wanted != null && !wanted.isEmpty() && !wanted.equals(latest.code().sha256())) {
      throw LambdaFaults.invalid(
          "CodeSHA256 ("
              + wanted
              + ") is different from current CodeSHA256 in $LATEST ("
              + latest.code().sha256()
              + "). Please try again with the CodeSHA256 in $LATEST.");
    }
    if (!latest.isSettled(region.nowMillis())) {
      throw LambdaFaults.conflict(
          "The operation cannot be performed at this time. An update is in progress for resource: "
              + region.functionArn(latest.function(), null));
    }
  }

  /** The versions of a function, beginning with {@code $LATEST}. */
  public ListVersionsByFunctionResponse listVersionsByFunction(
      RequestContext context, ListVersionsByFunctionRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    FunctionRecord function = finder.function(region, reference);
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListVersionsByFunction",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            function.name());
    PageTokens.Page<FunctionVersionRecord> page =
        tokens.page(
            region.versions().after(tokens.position(input.marker()), function.name()),
            LambdaPages.limit(input.maxItems()),
            version -> LambdaRegion.versionKey(version.version()));
    return ListVersionsByFunctionResponse.builder()
        .versions(
            page.elements().stream()
                .map(version -> FunctionShapes.listed(region, version, version.version()))
                .toList())
        .nextMarker(page.nextToken())
        .build();
  }
}
