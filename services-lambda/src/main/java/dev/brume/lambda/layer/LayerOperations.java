package dev.brume.lambda.layer;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.api.DeleteLayerVersionRequest;
import dev.brume.lambda.api.GetLayerVersionByArnRequest;
import dev.brume.lambda.api.GetLayerVersionRequest;
import dev.brume.lambda.api.GetLayerVersionResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.LayerVersionContentInput;
import dev.brume.lambda.api.LayerVersionContentOutput;
import dev.brume.lambda.api.LayerVersionsListItem;
import dev.brume.lambda.api.LayersListItem;
import dev.brume.lambda.api.ListLayerVersionsRequest;
import dev.brume.lambda.api.ListLayerVersionsResponse;
import dev.brume.lambda.api.ListLayersRequest;
import dev.brume.lambda.api.ListLayersResponse;
import dev.brume.lambda.api.PublishLayerVersionRequest;
import dev.brume.lambda.api.PublishLayerVersionResponse;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.LayerVersionRecord;
import dev.brume.lambda.function.CodeArchives;
import dev.brume.lambda.function.CodeLocations;
import dev.brume.lambda.shape.FunctionShapes;
import java.util.List;
import java.util.Objects;

/**
 * Layers: publish, list, read and delete versions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html">Managing Lambda
 *     dependencies with layers</a>
 */
public final class LayerOperations implements OperationGroup {
  private final FunctionFinder finder;
  private final CodeArchives archives;

  /**
   * @param finder finds regions
   * @param archives stores the contents
   */
  public LayerOperations(FunctionFinder finder, CodeArchives archives) {
    this.finder = finder;
    this.archives = archives;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.DELETE_LAYER_VERSION, this::deleteLayerVersion);
    binder.on(LambdaApi.GET_LAYER_VERSION, this::getLayerVersion);
    binder.on(LambdaApi.GET_LAYER_VERSION_BY_ARN, this::getLayerVersionByArn);
    binder.on(LambdaApi.LIST_LAYERS, this::listLayers);
    binder.on(LambdaApi.LIST_LAYER_VERSIONS, this::listLayerVersions);
    binder.onBackground(LambdaApi.PUBLISH_LAYER_VERSION, this::publishLayerVersion);
  }

  /** The name of a layer, from its name or ARN. */
  static String name(String nameOrArn) {
    return Arn.parse(nameOrArn).map(Arn::resourceId).orElse(nameOrArn);
  }

  static String arn(Scope scope, String layer) {
    return scope.colonArn("lambda", "layer", layer).toString();
  }

  /** Publishes a version. Takes long: it checks the content. */
  public PublishLayerVersionResponse publishLayerVersion(
      RequestContext context, PublishLayerVersionRequest input, StoreSection section) {
    LayerVersionContentInput content = input.content();
    CodeArchives.Source source =
        new CodeArchives.Source(
            content.zipFile(), content.s3Bucket(), content.s3Key(), content.s3ObjectVersion());
    if (source.isEmpty()) {
      throw LambdaFaults.invalid("Please provide a source for layer content.");
    }
    CodePackage code = archives.take(source, context.scope(), section);
    String layer = name(input.layerName());
    LayerVersionRecord version =
        section.call(
            () -> {
              LambdaRegion region = finder.region(context);
              return region.change(() -> add(region, layer, input, code));
            });
    return PublishLayerVersionResponse.builder()
        .content(content(context, context.scope(), version))
        .layerArn(arn(context.scope(), layer))
        .layerVersionArn(arn(context.scope(), layer) + ":" + version.number())
        .description(version.description())
        .createdDate(FunctionShapes.date(version.createdMillis()))
        .version(version.number())
        .compatibleArchitectures(version.architectures())
        .compatibleRuntimes(version.runtimes())
        .licenseInfo(version.licence())
        .build();
  }

  private static LayerVersionRecord add(
      LambdaRegion region, String layer, PublishLayerVersionRequest input, CodePackage code) {
    LayerVersionRecord version =
        new LayerVersionRecord(
            layer,
            region.layers().nextNumber(layer),
            input.description() == null ? "" : input.description(),
            input.licenseInfo(),
            input.compatibleRuntimes() == null
                ? List.of()
                : List.copyOf(input.compatibleRuntimes()),
            input.compatibleArchitectures() == null
                ? null
                : List.copyOf(input.compatibleArchitectures()),
            code,
            region.nowMillis());
    region.layers().add(version);
    return version;
  }

  private static LayerVersionContentOutput content(
      RequestContext context, Scope scope, LayerVersionRecord version) {
    return LayerVersionContentOutput.builder()
        .location(CodeLocations.ofLayer(context, scope, version.layer(), version.number()))
        .codeSha256(version.code().sha256())
        .codeSize(version.code().size())
        .build();
  }

  public GetLayerVersionResponse getLayerVersion(
      RequestContext context, GetLayerVersionRequest input) {
    return get(context, context.scope(), name(input.layerName()), input.versionNumber());
  }

  public GetLayerVersionResponse getLayerVersionByArn(
      RequestContext context, GetLayerVersionByArnRequest input) {
    Arn arn = Arn.parse(input.arn()).orElseThrow(LambdaFaults::resourceNotFound);
    if (!arn.qualifier().matches("\\d{1,18}")) {
      throw LambdaFaults.resourceNotFound();
    }
    return get(context, arn.scope(), arn.resourceId(), Long.parseLong(arn.qualifier()));
  }

  private GetLayerVersionResponse get(
      RequestContext context, Scope scope, String layer, long number) {
    checkNumber(number);
    LayerVersionRecord version = finder.region(scope).layers().version(layer, number);
    if (version == null) {
      throw LambdaFaults.resourceNotFound();
    }
    return GetLayerVersionResponse.builder()
        .content(content(context, scope, version))
        .layerArn(arn(scope, layer))
        .layerVersionArn(arn(scope, layer) + ":" + number)
        .description(version.description())
        .createdDate(FunctionShapes.date(version.createdMillis()))
        .version(number)
        .compatibleArchitectures(version.architectures())
        .compatibleRuntimes(version.runtimes())
        .licenseInfo(version.licence())
        .build();
  }

  private static void checkNumber(long number) {
    if (number < 1) {
      throw LambdaFaults.invalid("Layer Version Cannot be less than 1.");
    }
  }

  /** Deleting a missing version succeeds. */
  public Unit deleteLayerVersion(RequestContext context, DeleteLayerVersionRequest input) {
    checkNumber(input.versionNumber());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          region.layers().remove(name(input.layerName()), input.versionNumber());
          return Unit.INSTANCE;
        });
  }

  public ListLayersResponse listLayers(RequestContext context, ListLayersRequest input) {
    LambdaRegion region = finder.region(context);
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListLayers",
            LayerOperations::invalidMarker,
            context.scope(),
            input.compatibleRuntime(),
            input.compatibleArchitecture());
    PageTokens.Page<LayerVersionRecord> page =
        tokens.page(
            region
                .layers()
                .layers()
                .after(tokens.position(input.marker()))
                .map(
                    layer ->
                        region.layers().versions(layer.name()).stream()
                            .filter(
                                version ->
                                    isFor(
                                        version,
                                        input.compatibleRuntime(),
                                        input.compatibleArchitecture()))
                            .findFirst()
                            .orElse(null))
                .filter(Objects::nonNull),
            LambdaPages.limit(input.maxItems()),
            LayerVersionRecord::layer);
    return ListLayersResponse.builder()
        .layers(
            page.elements().stream()
                .map(
                    version ->
                        LayersListItem.builder()
                            .layerName(version.layer())
                            .layerArn(arn(context.scope(), version.layer()))
                            .latestMatchingVersion(listed(context.scope(), version))
                            .build())
                .toList())
        .nextMarker(page.nextToken())
        .build();
  }

  private static AwsError invalidMarker() {
    return LambdaFaults.invalid("Invalid marker");
  }

  private static boolean isFor(LayerVersionRecord version, String runtime, String architecture) {
    return (runtime == null || version.runtimes().contains(runtime))
        && (architecture == null
            || version.architectures() != null && version.architectures().contains(architecture));
  }

  private static LayerVersionsListItem listed(Scope scope, LayerVersionRecord version) {
    return LayerVersionsListItem.builder()
        .layerVersionArn(arn(scope, version.layer()) + ":" + version.number())
        .version(version.number())
        .description(version.description())
        .createdDate(FunctionShapes.date(version.createdMillis()))
        .compatibleArchitectures(version.architectures())
        .compatibleRuntimes(version.runtimes())
        .licenseInfo(version.licence())
        .build();
  }

  /** The versions of a layer, newest first. */
  public ListLayerVersionsResponse listLayerVersions(
      RequestContext context, ListLayerVersionsRequest input) {
    String layer = name(input.layerName());
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListLayerVersions",
            LayerOperations::invalidMarker,
            context.scope(),
            layer,
            input.compatibleRuntime(),
            input.compatibleArchitecture());
    String last = tokens.position(input.marker());
    long below = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
    PageTokens.Page<LayerVersionRecord> page =
        tokens.page(
            finder.region(context).layers().versions(layer).stream()
                .filter(version -> version.number() < below)
                .filter(
                    version ->
                        isFor(version, input.compatibleRuntime(), input.compatibleArchitecture())),
            LambdaPages.limit(input.maxItems()),
            version -> Long.toString(version.number()));
    return ListLayerVersionsResponse.builder()
        .layerVersions(
            page.elements().stream().map(version -> listed(context.scope(), version)).toList())
        .nextMarker(page.nextToken())
        .build();
  }
}
