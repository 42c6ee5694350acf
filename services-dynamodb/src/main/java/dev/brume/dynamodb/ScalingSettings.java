package dev.brume.dynamodb;

import dev.brume.dynamodb.api.AutoScalingPolicyDescription;
import dev.brume.dynamodb.api.AutoScalingPolicyUpdate;
import dev.brume.dynamodb.api.AutoScalingSettingsDescription;
import dev.brume.dynamodb.api.AutoScalingSettingsUpdate;
import dev.brume.dynamodb.api.AutoScalingTargetTrackingScalingPolicyConfigurationDescription;
import dev.brume.dynamodb.engine.ScalingSetting;
import dev.brume.dynamodb.engine.ScalingSetting.ScalingPolicy;
import dev.brume.dynamodb.engine.TableRecord;
import java.util.ArrayList;
import java.util.List;

/** Auto scaling settings of replicas, in requests and responses. */
final class ScalingSettings {
  /** "DynamoDB auto scaling names policies itself where no name is given." */
  private static final String POLICY = "DynamoDB%sCapacityUtilization:table/%s";

  private ScalingSettings() {}

  /** The table with a changed setting; unchanged if {@code update} is null. */
  static TableRecord with(
      TableRecord table, String indexName, boolean writes, AutoScalingSettingsUpdate update) {
    if (update == null) {
      return table;
    }
    ScalingSetting known = find(table, indexName, writes);
    ScalingSetting changed =
        new ScalingSetting(
            indexName,
            writes,
            Boolean.TRUE.equals(update.autoScalingDisabled()),
            update.minimumUnits() != null || known == null
                ? update.minimumUnits()
                : known.minimumUnits(),
            update.maximumUnits() != null || known == null
                ? update.maximumUnits()
                : known.maximumUnits(),
            update.autoScalingRoleArn() != null || known == null
                ? update.autoScalingRoleArn()
                : known.roleArn(),
            policy(table, indexName, writes, update.scalingPolicyUpdate(), known));
    List<ScalingSetting> settings = new ArrayList<>(table.settings().scaling());
    settings.removeIf(changed::isOfSame);
    settings.add(changed);
    return table.withSettings(table.settings().toBuilder().scaling(List.copyOf(settings)).build());
  }

  private static ScalingPolicy policy(
      TableRecord table,
      String indexName,
      boolean writes,
      AutoScalingPolicyUpdate update,
      ScalingSetting known) {
    if (update == null) {
      return known == null ? null : known.policy();
    }
    String resource = table.name() + (indexName == null ? "" : "/index/" + indexName);
    var tracking = update.targetTrackingScalingPolicyConfiguration();
    return new ScalingPolicy(
        update.policyName() == null
            ? POLICY.formatted(writes ? "Write" : "Read", resource)
            : update.policyName(),
        tracking.disableScaleIn(),
        tracking.scaleInCooldown(),
        tracking.scaleOutCooldown(),
        tracking.targetValue());
  }

  private static ScalingSetting find(TableRecord table, String indexName, boolean writes) {
    ScalingSetting sought = new ScalingSetting(indexName, writes, false, null, null, null, null);
    for (ScalingSetting each : table.settings().scaling()) {
      if (each.isOfSame(sought)) {
        return each;
      }
    }
    return null;
  }

  /** A setting in its response form. */
  static AutoScalingSettingsDescription described(
      TableRecord table, String indexName, boolean writes) {
    ScalingSetting setting = find(table, indexName, writes);
    if (setting == null || setting.disabled()) {
      return AutoScalingSettingsDescription.builder().autoScalingDisabled(true).build();
    }
    return AutoScalingSettingsDescription.builder()
        .minimumUnits(setting.minimumUnits())
        .maximumUnits(setting.maximumUnits())
        .autoScalingDisabled(false)
        .autoScalingRoleArn(setting.roleArn())
        .scalingPolicies(setting.policy() == null ? null : List.of(described(setting.policy())))
        .build();
  }

  private static AutoScalingPolicyDescription described(ScalingPolicy policy) {
    return AutoScalingPolicyDescription.builder()
        .policyName(policy.name())
        .targetTrackingScalingPolicyConfiguration(
            AutoScalingTargetTrackingScalingPolicyConfigurationDescription.builder()
                .disableScaleIn(policy.disableScaleIn())
                .scaleInCooldown(policy.scaleInCooldown())
                .scaleOutCooldown(policy.scaleOutCooldown())
                .targetValue(policy.target())
                .build())
        .build();
  }
}
