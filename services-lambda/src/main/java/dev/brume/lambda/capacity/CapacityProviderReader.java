package dev.brume.lambda.capacity;

import dev.brume.core.error.AwsError;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.CapacityProviderScalingConfig;
import dev.brume.lambda.api.CapacityProviderTelemetryConfig;
import dev.brume.lambda.api.InstanceRequirements;
import dev.brume.lambda.api.PropagateTags;
import dev.brume.lambda.engine.CapacityProviderRecord.InstanceRules;
import dev.brume.lambda.engine.CapacityProviderRecord.ScalingRules;
import dev.brume.lambda.engine.CapacityProviderRecord.ScalingTarget;
import dev.brume.lambda.engine.CapacityProviderRecord.TagPropagation;
import dev.brume.lambda.engine.CapacityProviderRecord.TelemetryRules;
import java.util.List;
import java.util.Map;

/** Reads and checks the settings of capacity providers. AWS's words for refusals are not known. */
final class CapacityProviderReader {
  private static final String AUTO = "Auto";
  private static final String MANUAL = "Manual";
  private static final String EXPLICIT = "Explicit";

  private CapacityProviderReader() {}

  /**
   * Which instances are taken: allowed or excluded types, not both.
   *
   * @throws AwsError InvalidParameterValueException
   */
  static InstanceRules requirements(InstanceRequirements given) {
    if (given == null) {
      return new InstanceRules(List.of("x86_64"), null, null);
    }
    List<String> allowed = emptyAsNull(given.allowedInstanceTypes());
    List<String> excluded = emptyAsNull(given.excludedInstanceTypes());
    if (allowed != null && excluded != null) {
      throw LambdaFaults.invalid(
          "AllowedInstanceTypes and ExcludedInstanceTypes can't be specified together.");
    }
    return new InstanceRules(
        given.architectures() == null ? List.of("x86_64") : List.copyOf(given.architectures()),
        allowed,
        excluded);
  }

  private static List<String> emptyAsNull(List<String> texts) {
    return texts == null || texts.isEmpty() ? null : List.copyOf(texts);
  }

  /**
   * How the provider scales: by policies if the mode is {@code Manual}.
   *
   * @param known the present rules; null for a new provider
   * @throws AwsError InvalidParameterValueException
   */
  static ScalingRules scaling(ScalingRules known, CapacityProviderScalingConfig given) {
    ScalingRules from =
        known == null ? new ScalingRules(LambdaQuotas.DEFAULT_VCPUS, AUTO, null) : known;
    if (given == null) {
      return from;
    }
    String mode = given.scalingMode() == null ? from.mode() : given.scalingMode();
    List<ScalingTarget> policies =
        given.scalingPolicies() == null
            ? from.policies()
            : given.scalingPolicies().stream()
                .map(
                    policy ->
                        new ScalingTarget(policy.predefinedMetricType(), policy.targetValue()))
                .toList();
    if (mode.equals(MANUAL) && policies == null) {
      throw LambdaFaults.invalid("ScalingPolicies are required when ScalingMode is Manual.");
    }
    if (mode.equals(AUTO) && given.scalingPolicies() != null) {
      throw LambdaFaults.invalid("ScalingPolicies are not supported when ScalingMode is Auto.");
    }
    return new ScalingRules(
        given.maxVCpuCount() == null ? from.maxVcpus() : given.maxVCpuCount(),
        mode,
        mode.equals(AUTO) ? null : policies);
  }

  /**
   * Which tags instances get.
   *
   * @throws AwsError InvalidParameterValueException
   */
  static TagPropagation propagation(TagPropagation known, PropagateTags given) {
    if (given == null) {
      return known;
    }
    String mode = given.mode() == null ? "None" : given.mode();
    Map<String, String> tags = given.explicitTags();
    boolean explicit = mode.equals(EXPLICIT);
    if (explicit != (tags != null && !tags.isEmpty())) {
      throw LambdaFaults.invalid("ExplicitTags are required for Mode Explicit, and only for it.");
    }
    return new TagPropagation(mode, explicit ? Map.copyOf(tags) : null);
  }

  static TelemetryRules telemetry(TelemetryRules known, CapacityProviderTelemetryConfig given) {
    if (given == null || given.loggingConfig() == null) {
      return known;
    }
    return new TelemetryRules(
        given.loggingConfig().systemLogLevel(), given.loggingConfig().logGroup());
  }
}
