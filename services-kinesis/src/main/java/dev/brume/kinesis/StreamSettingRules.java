package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisRegion;
import dev.brume.kinesis.engine.StreamRefusals;
import dev.brume.kinesis.engine.StreamSettings;

/** The valid combinations of a stream's settings. */
final class StreamSettingRules {
  private StreamSettingRules() {}

  /**
   * Refuses invalid settings of a stream.
   *
   * @throws AwsError InvalidArgumentException or ValidationException
   */
  static void check(KinesisRegion region, StreamSettings settings) {
    if (settings.isAuto() && !settings.isOnDemand()) {
      throw StreamRefusals.invalid(
          "RecordDistributionStrategy AUTO is only supported for streams with the ON_DEMAND capacity"
              + " mode.");
    }
    Integer warm = settings.warmThroughputMiBps();
    if (warm == null) {
      return;
    }
    if (!settings.isOnDemand()) {
      throw KinesisErrors.validationException(
          "WarmThroughputMiBps is only supported for streams with the ON_DEMAND capacity mode.");
    }
    if (!region.isCommitted()) {
      throw KinesisErrors.validationException(
          "WarmThroughputMiBps is only supported in accounts that have"
              + " MinimumThroughputBillingCommitment enabled.");
    }
    if (warm > KinesisQuotas.WARM_THROUGHPUT_MIBPS) {
      throw KinesisErrors.limitExceededException(
          "WarmThroughputMiBps can not be greater than "
              + KinesisQuotas.WARM_THROUGHPUT_MIBPS
              + ".");
    }
  }
}
