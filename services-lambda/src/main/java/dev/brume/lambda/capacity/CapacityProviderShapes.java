package dev.brume.lambda.capacity;

import dev.brume.lambda.api.CapacityProvider;
import dev.brume.lambda.api.CapacityProviderLoggingConfig;
import dev.brume.lambda.api.CapacityProviderPermissionsConfig;
import dev.brume.lambda.api.CapacityProviderScalingConfig;
import dev.brume.lambda.api.CapacityProviderTelemetryConfig;
import dev.brume.lambda.api.CapacityProviderVpcConfig;
import dev.brume.lambda.api.InstanceRequirements;
import dev.brume.lambda.api.PropagateTags;
import dev.brume.lambda.api.TargetTrackingScalingPolicy;
import dev.brume.lambda.engine.CapacityProviderRecord;
import dev.brume.lambda.engine.CapacityProviderRecord.InstanceRules;
import dev.brume.lambda.engine.CapacityProviderRecord.ScalingRules;
import dev.brume.lambda.engine.CapacityProviderRecord.ScalingTarget;
import dev.brume.lambda.engine.CapacityProviderRecord.TagPropagation;
import dev.brume.lambda.engine.CapacityProviderRecord.TelemetryRules;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.shape.FunctionShapes;

/** Capacity providers in API form. */
final class CapacityProviderShapes {
  private CapacityProviderShapes() {}

  static String arn(LambdaRegion region, String name) {
    return region.scope().colonArn("lambda", "capacity-provider", name).toString();
  }

  /** A provider in a given state. */
  static CapacityProvider shown(
      LambdaRegion region, CapacityProviderRecord provider, String state) {
    return CapacityProvider.builder()
        .capacityProviderArn(arn(region, provider.name()))
        .state(state)
        .vpcConfig(
            CapacityProviderVpcConfig.builder()
                .subnetIds(provider.subnetIds())
                .securityGroupIds(provider.securityGroupIds())
                .build())
        .permissionsConfig(
            CapacityProviderPermissionsConfig.builder()
                .capacityProviderOperatorRoleArn(provider.operatorRoleArn())
                .build())
        .instanceRequirements(requirements(provider.requirements()))
        .capacityProviderScalingConfig(scaling(provider.scaling()))
        .kmsKeyArn(provider.kmsKeyArn())
        .propagateTags(propagation(provider.propagation()))
        .telemetryConfig(telemetry(provider.telemetry()))
        .lastModified(FunctionShapes.date(provider.modifiedMillis()))
        .build();
  }

  private static InstanceRequirements requirements(InstanceRules rules) {
    return InstanceRequirements.builder()
        .architectures(rules.architectures())
        .allowedInstanceTypes(rules.allowedTypes())
        .excludedInstanceTypes(rules.excludedTypes())
        .build();
  }

  private static CapacityProviderScalingConfig scaling(ScalingRules rules) {
    CapacityProviderScalingConfig.Builder shown =
        CapacityProviderScalingConfig.builder()
            .maxVCpuCount(rules.maxVcpus())
            .scalingMode(rules.mode());
    if (rules.policies() != null) {
      shown.scalingPolicies(rules.policies().stream().map(CapacityProviderShapes::target).toList());
    }
    return shown.build();
  }

  private static TargetTrackingScalingPolicy target(ScalingTarget target) {
    return TargetTrackingScalingPolicy.builder()
        .predefinedMetricType(target.metric())
        .targetValue(target.percent())
        .build();
  }

  private static PropagateTags propagation(TagPropagation propagation) {
    return propagation == null
        ? null
        : PropagateTags.builder()
            .mode(propagation.mode())
            .explicitTags(propagation.explicitTags())
            .build();
  }

  private static CapacityProviderTelemetryConfig telemetry(TelemetryRules telemetry) {
    return telemetry == null
        ? null
        : CapacityProviderTelemetryConfig.builder()
            .loggingConfig(
                CapacityProviderLoggingConfig.builder()
                    .systemLogLevel(telemetry.systemLevel())
                    .logGroup(telemetry.logGroup())
                    .build())
            .build();
  }
}
