package dev.brume.lambda.concurrency;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.Concurrency;
import dev.brume.lambda.api.DeleteFunctionConcurrencyRequest;
import dev.brume.lambda.api.GetFunctionConcurrencyRequest;
import dev.brume.lambda.api.GetFunctionConcurrencyResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.PutFunctionConcurrencyRequest;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.ProvisionedConcurrencyRecord;

/**
 * Reserved concurrency: PutFunctionConcurrency and related operations.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">
 *     Configuring reserved concurrency for a function</a>
 */
public final class ReservedConcurrencyOperations implements OperationGroup {
  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public ReservedConcurrencyOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.DELETE_FUNCTION_CONCURRENCY, this::deleteFunctionConcurrency);
    binder.on(LambdaApi.GET_FUNCTION_CONCURRENCY, this::getFunctionConcurrency);
    binder.on(LambdaApi.PUT_FUNCTION_CONCURRENCY, this::putFunctionConcurrency);
  }

  /** The account's concurrent executions that the functions of a region have not reserved. */
  public static int unreserved(LambdaRegion region, String exceptFunction) {
    return LambdaQuotas.CONCURRENT_EXECUTIONS
        - region.functions().stream()
            .filter(function -> !function.name().equals(exceptFunction))
            .filter(function -> function.reservedConcurrency() != null)
            .mapToInt(FunctionRecord::reservedConcurrency)
            .sum();
  }

  private static FunctionReference unqualified(RequestContext context, String functionName) {
    FunctionReference reference = FunctionReference.of(context, functionName, null);
    if (reference.qualifier() != null) {
      throw LambdaFaults.invalid(
          "This operation is permitted on Lambda functions only. Aliases and versions do not"
              + " support this operation. Please specify either a function name or an unqualified"
              + " function ARN.");
    }
    return reference;
  }

  private static FunctionRecord find(LambdaRegion region, FunctionReference reference) {
    FunctionRecord function = region.functions().get(reference.name());
    if (function == null) {
      throw LambdaFaults.functionNotFound(reference.at("$LATEST").arn());
    }
    return function;
  }

  public Concurrency putFunctionConcurrency(
      RequestContext context, PutFunctionConcurrencyRequest input) {
    FunctionReference reference = unqualified(context, input.functionName());
    LambdaRegion region = finder.region(context);
    int reserved = input.reservedConcurrentExecutions();
    return region.change(
        () -> {
          FunctionRecord function = find(region, reference);
          if (reserved < 0) {
            throw LambdaFaults.constraint(
                "Value '"
                    + reserved
                    + "' at 'reservedConcurrentExecutions' failed to satisfy constraint: Member"
                    + " must have value greater than or equal to 0");
          }
          int left = unreserved(region, function.name()) - reserved;
          if (left < LambdaQuotas.MIN_UNRESERVED) {
            throw LambdaFaults.invalid(
                "Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of ["
                    + LambdaQuotas.MIN_UNRESERVED
                    + "].");
          }
          int provisioned =
              region.provisioned().all(function.name()).stream()
                  .mapToInt(ProvisionedConcurrencyRecord::requested)
                  .sum();
          if (reserved < provisioned) {
            throw LambdaFaults.untypedInvalid(
                " ReservedConcurrentExecutions  "
                    + reserved
                    + " should not be lower than function's total provisioned concurrency ["
                    + provisioned
                    + "].");
          }
          region.functions().put(function.withReservedConcurrency(reserved), function.name());
          return Concurrency.builder().reservedConcurrentExecutions(reserved).build();
        });
  }

  public GetFunctionConcurrencyResponse getFunctionConcurrency(
      RequestContext context, GetFunctionConcurrencyRequest input) {
    FunctionReference reference = unqualified(context, input.functionName());
    LambdaRegion region = finder.region(context);
    return GetFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(finder.function(region, reference).reservedConcurrency())
        .build();
  }

  public Unit deleteFunctionConcurrency(
      RequestContext context, DeleteFunctionConcurrencyRequest input) {
    FunctionReference reference = unqualified(context, input.functionName());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          FunctionRecord function = finder.function(region, reference);
          region.functions().put(function.withReservedConcurrency(null), function.name());
          return Unit.INSTANCE;
        });
  }
}
