package dev.brume.lambda.capacity;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Transition;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.CapacityProviderConfig;
import dev.brume.lambda.api.LambdaErrors;
import dev.brume.lambda.api.LambdaManagedInstancesCapacityProviderConfig;
import dev.brume.lambda.engine.FunctionSettings;
import dev.brume.lambda.engine.FunctionSettings.ManagedSettings;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;

/**
 * The rules for functions on managed instances: only published versions can be called, and calls
 * without a qualifier go to {@code $LATEST.PUBLISHED}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-version-publishing.html">
 *     $LATEST.PUBLISHED version in Lambda Managed Instances</a>
 */
public final class ManagedFunctionRules {
  /** The state of the unpublished version of a managed function. */
  public static final String NOT_INVOCABLE = "ActiveNonInvocable";

  private static final String ACTIVE = "Active";

  private ManagedFunctionRules() {}

  /** What a request says of the capacity provider; null for nothing. */
  public static ManagedSettings read(CapacityProviderConfig given) {
    if (given == null) {
      return null;
    }
    LambdaManagedInstancesCapacityProviderConfig config =
        given.lambdaManagedInstancesCapacityProviderConfig();
    return new ManagedSettings(
        config.capacityProviderArn(),
        config.perExecutionEnvironmentMaxConcurrency(),
        config.executionEnvironmentMemoryGiBPerVCpu());
  }

  /**
   * Checks the memory, and the provider if there is one.
   *
   * @throws AwsError InvalidParameterValueException; AWS's words are not known
   */
  public static void check(LambdaRegion region, FunctionSettings settings) {
    ManagedSettings managed = settings.managed();
    int memory = settings.memoryMegabytes();
    if (managed == null) {
      if (memory > LambdaQuotas.MEMORY_MEGABYTES) {
        throw LambdaFaults.invalid(
            "'MemorySize' value failed to satisfy constraint: Member must have value less than or"
                + " equal to "
                + LambdaQuotas.MEMORY_MEGABYTES);
      }
      return;
    }
    String arn = managed.capacityProviderArn();
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    if (region.capacityProviders().get(name) == null
        || !CapacityProviderShapes.arn(region, name).equals(arn)) {
      throw LambdaFaults.invalid("Capacity provider not found: " + arn);
    }
    if (memory < LambdaQuotas.MIN_MANAGED_MEMORY_MEGABYTES) {
      throw LambdaFaults.invalid(
          "Functions on managed instances need a MemorySize of at least "
              + LambdaQuotas.MIN_MANAGED_MEMORY_MEGABYTES
              + " MB.");
    }
  }

  /**
   * Checks that a further version may use its provider.
   *
   * @throws AwsError FunctionVersionsPerCapacityProviderLimitExceededException
   */
  public static void checkPublishing(LambdaRegion region, FunctionSettings settings) {
    ManagedSettings managed = settings.managed();
    if (managed != null
        && CapacityProviderOperations.published(region, managed.capacityProviderArn()).size()
            >= LambdaQuotas.VERSIONS_PER_CAPACITY_PROVIDER) {
      throw LambdaErrors.functionVersionsPerCapacityProviderLimitExceededException(
          "The maximum number of function versions per capacity provider has been exceeded.");
    }
  }

  /** The state in which an unpublished version ends. */
  public static String stateOf(FunctionSettings settings) {
    return settings.managed() == null ? ACTIVE : NOT_INVOCABLE;
  }

  /** The state of a version that is changed but for its state. */
  public static Transition settledState(FunctionSettings settings) {
    return Transition.settled(stateOf(settings));
  }

  /** The version that a call without a qualifier runs: of managed functions, the published one. */
  public static FunctionVersionRecord called(LambdaRegion region, FunctionVersionRecord latest) {
    if (latest.settings().managed() == null) {
      return latest;
    }
    FunctionVersionRecord published =
        region.version(latest.function(), FunctionVersionRecord.LATEST_PUBLISHED);
    if (published == null) {
      throw LambdaFaults.functionNotFound(
          region.functionArn(latest.function(), FunctionVersionRecord.LATEST_PUBLISHED));
    }
    return published;
  }
}
