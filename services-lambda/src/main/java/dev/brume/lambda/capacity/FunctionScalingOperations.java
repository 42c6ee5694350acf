package dev.brume.lambda.capacity;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.FunctionScalingConfig;
import dev.brume.lambda.api.GetFunctionScalingConfigRequest;
import dev.brume.lambda.api.GetFunctionScalingConfigResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.PutFunctionScalingConfigRequest;
import dev.brume.lambda.api.PutFunctionScalingConfigResponse;
import dev.brume.lambda.engine.FunctionScalingRecord;
import dev.brume.lambda.engine.LambdaRegion;

/**
 * PutFunctionScalingConfig and GetFunctionScalingConfig. A version without environments can't be
 * called; otherwise the numbers are kept.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionScalingConfig.html">
 *     PutFunctionScalingConfig</a>
 */
public final class FunctionScalingOperations implements OperationGroup {
  /** "Default: 3" of both. */
  private static final int DEFAULT_ENVIRONMENTS = 3;

  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public FunctionScalingOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.GET_FUNCTION_SCALING_CONFIG, this::getFunctionScalingConfig);
    binder.on(LambdaApi.PUT_FUNCTION_SCALING_CONFIG, this::putFunctionScalingConfig);
  }

  /** AWS's words for functions without a capacity provider are not known. */
  private Found find(RequestContext context, String functionName, String qualifier) {
    Found found = finder.find(FunctionReference.of(context, functionName, qualifier));
    if (found.version().settings().managed() == null) {
      throw LambdaFaults.invalid(
          "Scaling configurations are supported only for functions with a capacity provider.");
    }
    return found;
  }

  /**
   * @throws AwsError InvalidParameterValueException if the minimum is above the maximum
   */
  public PutFunctionScalingConfigResponse putFunctionScalingConfig(
      RequestContext context, PutFunctionScalingConfigRequest input) {
    LambdaRegion region = finder.region(context);
    FunctionScalingConfig given = input.functionScalingConfig();
    return region.change(
        () -> {
          Found found = find(context, input.functionName(), input.qualifier());
          String function = found.function().name();
          String version = found.version().version();
          if (given == null
              || (given.minExecutionEnvironments() == null
                  && given.maxExecutionEnvironments() == null)) {
            region.scalings().remove(function, version);
          } else {
            FunctionScalingRecord scaling =
                new FunctionScalingRecord(
                    given.minExecutionEnvironments(), given.maxExecutionEnvironments());
            if (or(scaling.minimum(), 0) > or(scaling.maximum(), Integer.MAX_VALUE)) {
              throw LambdaFaults.invalid(
                  "MinExecutionEnvironments must not be greater than MaxExecutionEnvironments.");
            }
            region.scalings().put(scaling, function, version);
          }
          return PutFunctionScalingConfigResponse.builder()
              .functionState(found.version().stateAt(region, region.nowMillis()))
              .build();
        });
  }

  private static int or(Integer value, int other) {
    return value == null ? other : value;
  }

  public GetFunctionScalingConfigResponse getFunctionScalingConfig(
      RequestContext context, GetFunctionScalingConfigRequest input) {
    LambdaRegion region = finder.region(context);
    Found found = find(context, input.functionName(), input.qualifier());
    FunctionScalingRecord known =
        region.scalings().get(found.function().name(), found.version().version());
    FunctionScalingRecord scaling = known == null ? new FunctionScalingRecord(null, null) : known;
    int minimum = or(scaling.minimum(), Math.min(DEFAULT_ENVIRONMENTS, or(scaling.maximum(), 3)));
    FunctionScalingConfig config =
        FunctionScalingConfig.builder()
            .minExecutionEnvironments(minimum)
            .maxExecutionEnvironments(
                or(scaling.maximum(), Math.max(DEFAULT_ENVIRONMENTS, minimum)))
            .build();
    return GetFunctionScalingConfigResponse.builder()
        .functionArn(found.arn())
        .appliedFunctionScalingConfig(config)
        .requestedFunctionScalingConfig(config)
        .build();
  }
}
