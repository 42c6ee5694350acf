package dev.brume.lambda.function;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.AccountLimit;
import dev.brume.lambda.api.AccountUsage;
import dev.brume.lambda.api.GetAccountSettingsRequest;
import dev.brume.lambda.api.GetAccountSettingsResponse;
import dev.brume.lambda.api.GetFunctionRecursionConfigRequest;
import dev.brume.lambda.api.GetFunctionRecursionConfigResponse;
import dev.brume.lambda.api.GetRuntimeManagementConfigRequest;
import dev.brume.lambda.api.GetRuntimeManagementConfigResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.PutFunctionRecursionConfigRequest;
import dev.brume.lambda.api.PutFunctionRecursionConfigResponse;
import dev.brume.lambda.api.PutRuntimeManagementConfigRequest;
import dev.brume.lambda.api.PutRuntimeManagementConfigResponse;
import dev.brume.lambda.concurrency.ReservedConcurrencyOperations;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionRecord.RuntimeManagement;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.HashMap;
import java.util.Map;

/**
 * Smaller settings: runtime updates, recursive loops, and account settings.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html">Understanding
 *     how Lambda manages runtime version updates</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Use Lambda
 *     recursive loop detection</a>
 */
public final class FunctionRuleOperations implements OperationGroup {
  private static final String AUTO = "Auto";
  private static final String MANUAL = "Manual";

  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public FunctionRuleOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.GET_ACCOUNT_SETTINGS, this::getAccountSettings);
    binder.on(LambdaApi.GET_FUNCTION_RECURSION_CONFIG, this::getFunctionRecursionConfig);
    binder.on(LambdaApi.GET_RUNTIME_MANAGEMENT_CONFIG, this::getRuntimeManagementConfig);
    binder.on(LambdaApi.PUT_FUNCTION_RECURSION_CONFIG, this::putFunctionRecursionConfig);
    binder.on(LambdaApi.PUT_RUNTIME_MANAGEMENT_CONFIG, this::putRuntimeManagementConfig);
  }

  private Found find(RequestContext context, String functionName, String qualifier) {
    FunctionReference reference = FunctionReference.of(context, functionName, qualifier);
    return finder.find(reference);
  }

  public PutRuntimeManagementConfigResponse putRuntimeManagementConfig(
      RequestContext context, PutRuntimeManagementConfigRequest input) {
    boolean manual = input.updateRuntimeOn().equals(MANUAL);
    if (manual && input.runtimeVersionArn() == null) {
      throw LambdaFaults.invalid(
          "You must specify a RuntimeVersionArn when you set UpdateRuntimeOn to Manual.");
    }
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          Found found = find(context, input.functionName(), input.qualifier());
          RuntimeManagement management =
              new RuntimeManagement(
                  input.updateRuntimeOn(), manual ? input.runtimeVersionArn() : null);
          FunctionRecord function = found.function();
          Map<String, RuntimeManagement> all = new HashMap<>(function.runtimeManagement());
          all.put(found.version().version(), management);
          region.functions().put(function.withRuntimeManagement(Map.copyOf(all)), function.name());
          return PutRuntimeManagementConfigResponse.builder()
              .updateRuntimeOn(management.updateOn())
              .functionArn(found.arn())
              .runtimeVersionArn(management.arn())
              .build();
        });
  }

  public GetRuntimeManagementConfigResponse getRuntimeManagementConfig(
      RequestContext context, GetRuntimeManagementConfigRequest input) {
    Found found = find(context, input.functionName(), input.qualifier());
    RuntimeManagement management =
        found
            .function()
            .runtimeManagement()
            .getOrDefault(found.version().version(), new RuntimeManagement(AUTO, null));
    return GetRuntimeManagementConfigResponse.builder()
        .updateRuntimeOn(management.updateOn())
        .functionArn(found.arn())
        .runtimeVersionArn(management.arn())
        .build();
  }

  public PutFunctionRecursionConfigResponse putFunctionRecursionConfig(
      RequestContext context, PutFunctionRecursionConfigRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          FunctionRecord function = finder.function(region, reference);
          region
              .functions()
              .put(function.withRecursiveLoop(input.recursiveLoop()), function.name());
          return PutFunctionRecursionConfigResponse.builder()
              .recursiveLoop(input.recursiveLoop())
              .build();
        });
  }

  public GetFunctionRecursionConfigResponse getFunctionRecursionConfig(
      RequestContext context, GetFunctionRecursionConfigRequest input) {
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    return GetFunctionRecursionConfigResponse.builder()
        .recursiveLoop(finder.function(finder.region(context), reference).recursiveLoop())
        .build();
  }

  public GetAccountSettingsResponse getAccountSettings(
      RequestContext context, GetAccountSettingsRequest input) {
    LambdaRegion region = finder.region(context);
    long bytes =
        region.versions().stream()
                .map(FunctionVersionRecord::code)
                .mapToLong(code -> code.size())
                .sum()
            + region.layers().all().stream().mapToLong(layer -> layer.code().size()).sum();
    return GetAccountSettingsResponse.builder()
        .accountLimit(
            AccountLimit.builder()
                .totalCodeSize(LambdaQuotas.TOTAL_CODE_BYTES)
                .codeSizeUnzipped((long) LambdaQuotas.UNZIPPED_BYTES)
                .codeSizeZipped((long) LambdaQuotas.ZIPPED_BYTES)
                .concurrentExecutions(LambdaQuotas.CONCURRENT_EXECUTIONS)
                .unreservedConcurrentExecutions(
                    ReservedConcurrencyOperations.unreserved(region, null))
                .build())
        .accountUsage(
            AccountUsage.builder()
                .totalCodeSize(bytes)
                .functionCount((long) region.functions().size())
                .build())
        .build();
  }
}
