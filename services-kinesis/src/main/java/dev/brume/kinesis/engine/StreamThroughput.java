package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.kinesis.api.KinesisErrors;

/**
 * Refuses requests above a stream's throughput, if the user's settings say so. What it counts is
 * obsolete a second later, so it is only kept in memory.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
 *     and limits</a>
 */
public final class StreamThroughput {
  private static final int PROBABILITY_STEPS = 1_000_000;
  private static final long SECOND_MILLIS = 1_000;

  private final KinesisStream stream;
  private final Surroundings surroundings;
  private long dryRunSecond;

  StreamThroughput(KinesisStream stream, Surroundings surroundings) {
    this.stream = stream;
    this.surroundings = surroundings;
  }

  /** Whether a put is refused now with an injected error, to test producers. */
  public boolean failsNow() {
    double probability = stream.rules().errorProbability();
    return probability > 0
        && surroundings.ids().number(PROBABILITY_STEPS) < probability * PROBABILITY_STEPS;
  }

  /** Counts a record, if a shard's write throughput permits it; always true if limits are off. */
  public boolean takes(KinesisShard shard, int bytes) {
    return !stream.rules().throughputLimits()
        || shard.throughput().takes(bytes, stream.nowMillis());
  }

  /** Counts an iterator of a shard, if the limit permits it; always true if limits are off. */
  public boolean givesIterator(KinesisShard shard) {
    return !stream.rules().throughputLimits()
        || !shard.state().isOpen()
        || shard.throughput().givesIterator(stream.nowMillis());
  }

  /** Counts a read, if a shard's read throughput permits it; always true if limits are off. */
  public boolean gives(KinesisShard shard) {
    return !stream.rules().throughputLimits() || shard.throughput().gives(stream.nowMillis());
  }

  /** Counts bytes read from a shard. */
  public void gave(KinesisShard shard, long bytes) {
    if (stream.rules().throughputLimits()) {
      shard.throughput().gave(bytes, stream.nowMillis());
    }
  }

  /**
   * Counts a dry run. "Requests with DryRun enabled are subject to a dedicated limit of 1
   * transaction per second per stream."
   *
   * @throws AwsError ThrottlingException
   * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/kds-dryrun-validation.html">Dry
   *     run</a>
   */
  public synchronized void countDryRun() {
    long second = stream.nowMillis() / SECOND_MILLIS;
    if (stream.rules().throughputLimits() && second == dryRunSecond) {
      throw KinesisErrors.throttlingException(
          "Rate exceeded for dry runs on stream "
              + stream.name()
              + " under account "
              + stream.account()
              + ".");
    }
    dryRunSecond = second;
  }
}
