package dev.brume.lambda.engine;

import dev.brume.core.kit.Transition;
import java.util.List;
import java.util.Map;

/**
 * A capacity provider: the settings of the instances that managed functions run on.
 *
 * @param name unique in its account and region
 * @param subnetIds of its instances
 * @param securityGroupIds of its instances
 * @param operatorRoleArn the role by which Lambda manages the instances
 * @param requirements which instances it takes
 * @param scaling how it scales
 * @param kmsKeyArn null for AWS's own key
 * @param propagation which tags its instances get; null if nothing was said
 * @param telemetry where it logs; null if nothing was said
 * @param modifiedMillis when it was last changed
 * @param state {@code Pending}, then {@code Active}
 * @param tags its own
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CapacityProvider.html">
 *     CapacityProvider</a>
 */
public record CapacityProviderRecord(
    String name,
    List<String> subnetIds,
    List<String> securityGroupIds,
    String operatorRoleArn,
    InstanceRules requirements,
    ScalingRules scaling,
    String kmsKeyArn,
    TagPropagation propagation,
    TelemetryRules telemetry,
    long modifiedMillis,
    Transition state,
    Map<String, String> tags) {
  /**
   * Which instances a capacity provider takes.
   *
   * @param allowedTypes null for all
   * @param excludedTypes null for none
   */
  public record InstanceRules(
      List<String> architectures, List<String> allowedTypes, List<String> excludedTypes) {}

  /**
   * How a capacity provider scales.
   *
   * @param maxVcpus of all of its instances
   * @param mode {@code Auto} or {@code Manual}
   * @param policies null for mode {@code Auto}
   */
  public record ScalingRules(int maxVcpus, String mode, List<ScalingTarget> policies) {}

  /** The value at which a metric is held, in percent. */
  public record ScalingTarget(String metric, double percent) {}

  /** Which tags instances get: {@code None}, or {@code Explicit} ones. */
  public record TagPropagation(String mode, Map<String, String> explicitTags) {}

  /** Where a capacity provider logs, and from which level on; each may be null. */
  public record TelemetryRules(String systemLevel, String logGroup) {}

  /** The same after a change. */
  public CapacityProviderRecord changed(
      ScalingRules newScaling,
      TagPropagation newPropagation,
      TelemetryRules newTelemetry,
      long nowMillis) {
    return new CapacityProviderRecord(
        name,
        subnetIds,
        securityGroupIds,
        operatorRoleArn,
        requirements,
        newScaling,
        kmsKeyArn,
        newPropagation,
        newTelemetry,
        nowMillis,
        state,
        tags);
  }

  /** The same with other tags. */
  public CapacityProviderRecord withTags(Map<String, String> newTags) {
    return new CapacityProviderRecord(
        name,
        subnetIds,
        securityGroupIds,
        operatorRoleArn,
        requirements,
        scaling,
        kmsKeyArn,
        propagation,
        telemetry,
        modifiedMillis,
        state,
        newTags);
  }
}
