package dev.brume.lambda.invoke;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaPages;
import dev.brume.lambda.api.DeleteFunctionEventInvokeConfigRequest;
import dev.brume.lambda.api.DestinationConfig;
import dev.brume.lambda.api.FunctionEventInvokeConfig;
import dev.brume.lambda.api.GetFunctionEventInvokeConfigRequest;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListFunctionEventInvokeConfigsRequest;
import dev.brume.lambda.api.ListFunctionEventInvokeConfigsResponse;
import dev.brume.lambda.api.OnFailure;
import dev.brume.lambda.api.OnSuccess;
import dev.brume.lambda.api.PutFunctionEventInvokeConfigRequest;
import dev.brume.lambda.api.UpdateFunctionEventInvokeConfigRequest;
import dev.brume.lambda.engine.EventInvokeRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import java.time.Instant;
import java.util.Set;

/**
 * Asynchronous invocation settings: PutFunctionEventInvokeConfig and related operations.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html">
 *     PutFunctionEventInvokeConfig</a>
 */
public final class EventInvokeConfigOperations implements OperationGroup {
  private static final Set<String> DESTINATIONS = Set.of("lambda", "sqs", "sns", "events", "s3");

  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public EventInvokeConfigOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.DELETE_FUNCTION_EVENT_INVOKE_CONFIG, this::deleteFunctionEventInvokeConfig);
    binder.on(LambdaApi.GET_FUNCTION_EVENT_INVOKE_CONFIG, this::getFunctionEventInvokeConfig);
    binder.on(LambdaApi.LIST_FUNCTION_EVENT_INVOKE_CONFIGS, this::listFunctionEventInvokeConfigs);
    binder.on(LambdaApi.PUT_FUNCTION_EVENT_INVOKE_CONFIG, this::putFunctionEventInvokeConfig);
    binder.on(LambdaApi.UPDATE_FUNCTION_EVENT_INVOKE_CONFIG, this::updateFunctionEventInvokeConfig);
  }

  private static FunctionReference reference(
      RequestContext context, String functionName, String qualifier) {
    FunctionReference reference = FunctionReference.of(context, functionName, qualifier);
    return reference.qualifier() == null ? reference.at(FunctionVersionRecord.LATEST) : reference;
  }

  private void require(FunctionReference reference) {
    if (finder.findOrNull(reference) == null) {
      throw LambdaFaults.notFound("The function doesn't exist.");
    }
  }

  private static AwsError noConfig(FunctionReference reference) {
    return LambdaFaults.notFound(
        "The function " + reference.arn() + " doesn't have an EventInvokeConfig");
  }

  private static void requireSetting(Integer retries, Integer age, DestinationConfig destinations) {
    if (retries == null && age == null && destinations == null) {
      throw LambdaFaults.invalid(
          "You must specify at least one of error handling or destination setting.");
    }
  }

  public FunctionEventInvokeConfig putFunctionEventInvokeConfig(
      RequestContext context, PutFunctionEventInvokeConfigRequest input) {
    FunctionReference reference = reference(context, input.functionName(), input.qualifier());
    requireSetting(
        input.maximumRetryAttempts(), input.maximumEventAgeInSeconds(), input.destinationConfig());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          require(reference);
          checkDestinations(reference, input.destinationConfig());
          EventInvokeRecord config =
              new EventInvokeRecord(
                  reference.name(),
                  reference.qualifier(),
                  input.maximumEventAgeInSeconds(),
                  input.maximumRetryAttempts(),
                  onSuccess(input.destinationConfig(), null),
                  onFailure(input.destinationConfig(), null),
                  region.nowMillis());
          return put(region, config);
        });
  }

  public FunctionEventInvokeConfig updateFunctionEventInvokeConfig(
      RequestContext context, UpdateFunctionEventInvokeConfigRequest input) {
    FunctionReference reference = reference(context, input.functionName(), input.qualifier());
    requireSetting(
        input.maximumRetryAttempts(), input.maximumEventAgeInSeconds(), input.destinationConfig());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          require(reference);
          EventInvokeRecord known = find(region, reference);
          checkDestinations(reference, input.destinationConfig());
          EventInvokeRecord config =
              new EventInvokeRecord(
                  reference.name(),
                  reference.qualifier(),
                  input.maximumEventAgeInSeconds() == null
                      ? known.maxAgeSeconds()
                      : input.maximumEventAgeInSeconds(),
                  input.maximumRetryAttempts() == null
                      ? known.maxRetries()
                      : input.maximumRetryAttempts(),
                  onSuccess(input.destinationConfig(), known.onSuccess()),
                  onFailure(input.destinationConfig(), known.onFailure()),
                  region.nowMillis());
          return put(region, config);
        });
  }

  private static FunctionEventInvokeConfig put(LambdaRegion region, EventInvokeRecord config) {
    region.eventInvokes().put(config, config.function(), config.qualifier());
    return shown(region, config);
  }

  private static EventInvokeRecord find(LambdaRegion region, FunctionReference reference) {
    EventInvokeRecord config = region.eventInvokes().get(reference.name(), reference.qualifier());
    if (config == null) {
      throw noConfig(reference);
    }
    return config;
  }

  private static String onSuccess(DestinationConfig config, String known) {
    if (config == null || config.onSuccess() == null) {
      return known;
    }
    return emptyAsNull(config.onSuccess().destination());
  }

  private static String onFailure(DestinationConfig config, String known) {
    if (config == null || config.onFailure() == null) {
      return known;
    }
    return emptyAsNull(config.onFailure().destination());
  }

  private static String emptyAsNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private void checkDestinations(FunctionReference reference, DestinationConfig config) {
    checkDestination(reference, config, onSuccess(config, null));
    checkDestination(reference, config, onFailure(config, null));
  }

  private void checkDestination(
      FunctionReference reference, DestinationConfig config, String destination) {
    if (destination == null) {
      return;
    }
    Arn arn = Arn.parse(destination).orElse(null);
    if (arn == null || !DESTINATIONS.contains(arn.service())) {
      throw LambdaFaults.invalid(
          "The provided destination config " + text(config) + " is invalid.");
    }
    if (!arn.is("lambda", "function")) {
      return;
    }
    FunctionReference target = FunctionReference.parse(reference.scope(), destination);
    if (target == null || finder.findOrNull(target) == null) {
      throw LambdaFaults.invalid("The destination ARN " + destination + " is invalid.");
    }
    if (target.at(null).equals(reference.at(null))) {
      throw LambdaFaults.invalid("You can't specify the function as a destination for itself.");
    }
  }

  /** The configuration as in AWS's error text. */
  private static String text(DestinationConfig config) {
    String success =
        config.onSuccess() == null
            ? "null"
            : "OnSuccess(destination=" + config.onSuccess().destination() + ")";
    String failure =
        config.onFailure() == null
            ? "null"
            : "OnFailure(destination=" + config.onFailure().destination() + ")";
    return "DestinationConfig(onSuccess=" + success + ", onFailure=" + failure + ")";
  }

  public FunctionEventInvokeConfig getFunctionEventInvokeConfig(
      RequestContext context, GetFunctionEventInvokeConfigRequest input) {
    LambdaRegion region = finder.region(context);
    return shown(region, find(region, reference(context, input.functionName(), input.qualifier())));
  }

  public Unit deleteFunctionEventInvokeConfig(
      RequestContext context, DeleteFunctionEventInvokeConfigRequest input) {
    FunctionReference reference = reference(context, input.functionName(), input.qualifier());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          if (region.eventInvokes().remove(reference.name(), reference.qualifier()) == null) {
            throw noConfig(reference);
          }
          return Unit.INSTANCE;
        });
  }

  public ListFunctionEventInvokeConfigsResponse listFunctionEventInvokeConfigs(
      RequestContext context, ListFunctionEventInvokeConfigsRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), null).at(null);
    require(reference);
    LambdaRegion region = finder.region(context);
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListFunctionEventInvokeConfigs",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            reference.name());
    PageTokens.Page<EventInvokeRecord> page =
        tokens.page(
            region.eventInvokes().after(tokens.position(input.marker()), reference.name()),
            LambdaPages.limit(input.maxItems()),
            EventInvokeRecord::qualifier);
    return ListFunctionEventInvokeConfigsResponse.builder()
        .functionEventInvokeConfigs(
            page.elements().stream().map(config -> shown(region, config)).toList())
        .nextMarker(page.nextToken())
        .build();
  }

  private static FunctionEventInvokeConfig shown(LambdaRegion region, EventInvokeRecord config) {
    return FunctionEventInvokeConfig.builder()
        .functionArn(region.functionArn(config.function(), config.qualifier()))
        .lastModified(Instant.ofEpochMilli(config.modifiedMillis()))
        .maximumRetryAttempts(config.maxRetries())
        .maximumEventAgeInSeconds(config.maxAgeSeconds())
        .destinationConfig(
            DestinationConfig.builder()
                .onSuccess(OnSuccess.builder().destination(config.onSuccess()).build())
                .onFailure(OnFailure.builder().destination(config.onFailure()).build())
                .build())
        .build();
  }
}
