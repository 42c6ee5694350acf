package dev.brume.kinesis.engine;

/**
 * The minimum throughput billing commitment of an account in a region.
 *
 * @param startedMillis when it began; 0 where there never was one
 * @param endMillis when it ends or has ended; 0 while nobody has ended it
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentOutput.html">MinimumThroughputBillingCommitmentOutput</a>
 */
public record AccountSettings(long startedMillis, long endMillis) {
  /** Those of an account that has changed nothing. */
  static final AccountSettings NONE = new AccountSettings(0, 0);

  /** Whether there is a commitment at a moment, be it one that ends soon. */
  public boolean isCommitted(long nowMillis) {
    return startedMillis != 0 && (endMillis == 0 || nowMillis < endMillis);
  }

  /** "The earliest timestamp when the commitment can be ended." */
  public long earliestEndMillis() {
    return startedMillis + KinesisQuotas.COMMITMENT_MILLIS;
  }

  /** The same with a commitment, the one that there is or a new one. */
  AccountSettings enabled(long nowMillis) {
    return new AccountSettings(isCommitted(nowMillis) ? startedMillis : nowMillis, 0);
  }

  /** The same without a commitment, as soon as it can be ended. */
  AccountSettings disabled(long nowMillis) {
    return isCommitted(nowMillis) && endMillis == 0
        ? new AccountSettings(startedMillis, Math.max(nowMillis, earliestEndMillis()))
        : this;
  }
}
