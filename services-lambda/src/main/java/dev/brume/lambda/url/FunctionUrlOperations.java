package dev.brume.lambda.url;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.state.NameIndex;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.api.Cors;
import dev.brume.lambda.api.CreateFunctionUrlConfigRequest;
import dev.brume.lambda.api.CreateFunctionUrlConfigResponse;
import dev.brume.lambda.api.DeleteFunctionUrlConfigRequest;
import dev.brume.lambda.api.FunctionUrlConfig;
import dev.brume.lambda.api.GetFunctionUrlConfigRequest;
import dev.brume.lambda.api.GetFunctionUrlConfigResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListFunctionUrlConfigsRequest;
import dev.brume.lambda.api.ListFunctionUrlConfigsResponse;
import dev.brume.lambda.api.UpdateFunctionUrlConfigRequest;
import dev.brume.lambda.api.UpdateFunctionUrlConfigResponse;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionUrlRecord;
import dev.brume.lambda.engine.FunctionUrlRecord.CorsSettings;
import dev.brume.lambda.engine.LambdaRegion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The configurations of function URLs: create, update, list and delete.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html">Creating and
 *     managing Lambda function URLs</a>
 */
public final class FunctionUrlOperations implements OperationGroup {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 32;
  private static final String BUFFERED = "BUFFERED";
  private static final String CUSTOM_ID = "_custom_id_";

  /** A label of a host name, which is the same in capitals (RFC 1123, 2.1). */
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final FunctionFinder finder;
  private final FunctionUrlHosts hosts;
  private final NameIndex ids;

  /**
   * @param finder finds functions
   * @param hosts the hosts of function URLs
   * @param ids finds the function of a URL id
   */
  public FunctionUrlOperations(FunctionFinder finder, FunctionUrlHosts hosts, NameIndex ids) {
    this.finder = finder;
    this.hosts = hosts;
    this.ids = ids;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.CREATE_FUNCTION_URL_CONFIG, this::createFunctionUrlConfig);
    binder.on(LambdaApi.DELETE_FUNCTION_URL_CONFIG, this::deleteFunctionUrlConfig);
    binder.on(LambdaApi.GET_FUNCTION_URL_CONFIG, this::getFunctionUrlConfig);
    binder.on(LambdaApi.LIST_FUNCTION_URL_CONFIGS, this::listFunctionUrlConfigs);
    binder.on(LambdaApi.UPDATE_FUNCTION_URL_CONFIG, this::updateFunctionUrlConfig);
  }

  private static AwsError noFunction() {
    return LambdaFaults.notFound("Function does not exist");
  }

  private static String key(FunctionReference reference) {
    return reference.qualifier() == null ? "" : reference.qualifier();
  }

  private static FunctionRecord function(LambdaRegion region, FunctionReference reference) {
    FunctionRecord function = region.functions().get(reference.name());
    boolean known =
        function != null
            && (reference.qualifier() == null
                || region.aliases().get(reference.name(), reference.qualifier()) != null);
    if (!known) {
      throw noFunction();
    }
    return function;
  }

  private static FunctionUrlRecord find(LambdaRegion region, FunctionReference reference) {
    FunctionUrlRecord url = region.urls().get(reference.name(), key(reference));
    if (url == null) {
      throw LambdaFaults.resourceNotFound();
    }
    return url;
  }

  public CreateFunctionUrlConfigResponse createFunctionUrlConfig(
      RequestContext context, CreateFunctionUrlConfigRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    LambdaRegion region = finder.region(context);
    FunctionUrlRecord url =
        region.change(
            () -> {
              FunctionRecord function = function(region, reference);
              if (region.urls().get(reference.name(), key(reference)) != null) {
                throw LambdaFaults.conflict(
                    "Failed to create function url config for [functionArn = "
                        + reference.arn()
                        + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
              }
              long now = region.nowMillis();
              FunctionUrlRecord made =
                  new FunctionUrlRecord(
                      reference.name(),
                      reference.qualifier(),
                      newId(region, function),
                      input.authType(),
                      cors(input.cors()),
                      input.invokeMode(),
                      now,
                      now);
              region.urls().put(made, made.function(), key(reference));
              return made;
            });
    return CreateFunctionUrlConfigResponse.builder()
        .functionUrl(hosts.url(context, url))
        .functionArn(reference.arn())
        .authType(url.authType())
        .cors(shown(url.cors()))
        .creationTime(date(url.createdMillis()))
        .invokeMode(input.invokeMode())
        .build();
  }

  /** An id that no other URL has; the one in the function's tag if it is free. */
  private String newId(LambdaRegion region, FunctionRecord function) {
    String custom = customId(function);
    if (custom != null && ids.claim(custom, region.scope()) == null) {
      return custom;
    }
    String id = region.newId(ID_LENGTH, ALPHABET);
    while (ids.claim(id, region.scope()) != null) {
      id = region.newId(ID_LENGTH, ALPHABET);
    }
    return id;
  }

  /** The id in the function's tag; null if there is none, or none that a host can begin with. */
  private static String customId(FunctionRecord function) {
    String tagged = function.tags().get(CUSTOM_ID);
    return tagged != null && LABEL.matcher(tagged).matches()
        ? tagged.toLowerCase(Locale.ROOT)
        : null;
  }

  public GetFunctionUrlConfigResponse getFunctionUrlConfig(
      RequestContext context, GetFunctionUrlConfigRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    FunctionUrlRecord url = find(finder.region(context), reference);
    return GetFunctionUrlConfigResponse.builder()
        .functionUrl(hosts.url(context, url))
        .functionArn(reference.arn())
        .authType(url.authType())
        .cors(shown(url.cors()))
        .creationTime(date(url.createdMillis()))
        .lastModifiedTime(date(url.modifiedMillis()))
        .invokeMode(mode(url))
        .build();
  }

  public UpdateFunctionUrlConfigResponse updateFunctionUrlConfig(
      RequestContext context, UpdateFunctionUrlConfigRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    LambdaRegion region = finder.region(context);
    FunctionUrlRecord url =
        region.change(
            () -> {
              function(region, reference);
              FunctionUrlRecord known = find(region, reference);
              FunctionUrlRecord changed =
                  new FunctionUrlRecord(
                      known.function(),
                      known.alias(),
                      known.id(),
                      input.authType() == null ? known.authType() : input.authType(),
                      input.cors() == null ? known.cors() : cors(input.cors()),
                      input.invokeMode() == null ? known.invokeMode() : input.invokeMode(),
                      known.createdMillis(),
                      region.nowMillis());
              region.urls().put(changed, changed.function(), key(reference));
              return changed;
            });
    return UpdateFunctionUrlConfigResponse.builder()
        .functionUrl(hosts.url(context, url))
        .functionArn(reference.arn())
        .authType(url.authType())
        .cors(shown(url.cors()))
        .creationTime(date(url.createdMillis()))
        .lastModifiedTime(date(url.modifiedMillis()))
        .invokeMode(url.invokeMode())
        .build();
  }

  public Unit deleteFunctionUrlConfig(
      RequestContext context, DeleteFunctionUrlConfigRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          FunctionUrlRecord url = find(region, reference);
          region.urls().remove(reference.name(), key(reference));
          ids.release(url.id(), region.scope());
          return Unit.INSTANCE;
        });
  }

  public ListFunctionUrlConfigsResponse listFunctionUrlConfigs(
      RequestContext context, ListFunctionUrlConfigsRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    if (region.functions().get(reference.name()) == null) {
      throw noFunction();
    }
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListFunctionUrlConfigs",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            reference.name());
    String last = tokens.position(input.marker());
    PageTokens.Page<FunctionUrlRecord> page =
        tokens.page(
            region.urls().all(reference.name()).stream()
                .filter(url -> last.isEmpty() || place(url).compareTo(last) > 0),
            LambdaPages.limit(input.maxItems()),
            FunctionUrlOperations::place);
    return ListFunctionUrlConfigsResponse.builder()
        .functionUrlConfigs(
            page.elements().stream().map(url -> listed(context, region, url)).toList())
        .nextMarker(page.nextToken())
        .build();
  }

  /** The function's own URL comes first. */
  private static String place(FunctionUrlRecord url) {
    return url.alias() == null ? "!" : url.alias();
  }

  private FunctionUrlConfig listed(
      RequestContext context, LambdaRegion region, FunctionUrlRecord url) {
    return FunctionUrlConfig.builder()
        .functionUrl(hosts.url(context, url))
        .functionArn(region.functionArn(url.function(), url.alias()))
        .authType(url.authType())
        .cors(shown(url.cors()))
        .creationTime(date(url.createdMillis()))
        .lastModifiedTime(date(url.modifiedMillis()))
        .invokeMode(mode(url))
        .build();
  }

  private static String mode(FunctionUrlRecord url) {
    return url.invokeMode() == null ? BUFFERED : url.invokeMode();
  }

  private static String date(long millis) {
    return DATE.format(Instant.ofEpochMilli(millis));
  }

  private static CorsSettings cors(Cors cors) {
    return cors == null
        ? null
        : new CorsSettings(
            cors.allowCredentials(),
            cors.allowHeaders(),
            cors.allowMethods(),
            cors.allowOrigins(),
            cors.exposeHeaders(),
            cors.maxAge());
  }

  private static Cors shown(CorsSettings cors) {
    return cors == null
        ? null
        : Cors.builder()
            .allowCredentials(cors.allowCredentials())
            .allowHeaders(cors.allowHeaders())
            .allowMethods(cors.allowMethods())
            .allowOrigins(cors.allowOrigins())
            .exposeHeaders(cors.exposeHeaders())
            .maxAge(cors.maxAgeSeconds())
            .build();
  }
}
