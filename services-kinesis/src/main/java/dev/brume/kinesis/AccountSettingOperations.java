package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.kinesis.api.DescribeAccountSettingsInput;
import dev.brume.kinesis.api.DescribeAccountSettingsOutput;
import dev.brume.kinesis.api.MinimumThroughputBillingCommitmentOutput;
import dev.brume.kinesis.api.UpdateAccountSettingsInput;
import dev.brume.kinesis.api.UpdateAccountSettingsOutput;
import dev.brume.kinesis.engine.AccountSettings;
import java.time.Instant;

/** The account's minimum throughput billing commitment. */
final class AccountSettingOperations {
  private static final String ENABLED = "ENABLED";
  private static final String DISABLED = "DISABLED";
  private static final String ENDING = "ENABLED_UNTIL_EARLIEST_ALLOWED_END";

  private final StreamFinder streams;

  AccountSettingOperations(StreamFinder streams) {
    this.streams = streams;
  }

  DescribeAccountSettingsOutput describeAccountSettings(
      RequestContext context, DescribeAccountSettingsInput input) {
    return DescribeAccountSettingsOutput.builder()
        .minimumThroughputBillingCommitment(
            described(
                streams.region(context).accountSettings(), streams.region(context).isCommitted()))
        .build();
  }

  UpdateAccountSettingsOutput updateAccountSettings(
      RequestContext context, UpdateAccountSettingsInput input) {
    boolean enabled = input.minimumThroughputBillingCommitment().status().equals(ENABLED);
    AccountSettings changed = streams.region(context).commit(enabled);
    return UpdateAccountSettingsOutput.builder()
        .minimumThroughputBillingCommitment(
            described(changed, streams.region(context).isCommitted()))
        .build();
  }

  private static MinimumThroughputBillingCommitmentOutput described(
      AccountSettings settings, boolean committed) {
    if (settings.startedMillis() == 0) {
      return MinimumThroughputBillingCommitmentOutput.builder().status(DISABLED).build();
    }
    String status = settings.endMillis() == 0 ? ENABLED : committed ? ENDING : DISABLED;
    return MinimumThroughputBillingCommitmentOutput.builder()
        .status(status)
        .startedAt(Instant.ofEpochMilli(settings.startedMillis()))
        .endedAt(committed ? null : Instant.ofEpochMilli(settings.endMillis()))
        .earliestAllowedEndAt(committed ? Instant.ofEpochMilli(settings.earliestEndMillis()) : null)
        .build();
  }
}
