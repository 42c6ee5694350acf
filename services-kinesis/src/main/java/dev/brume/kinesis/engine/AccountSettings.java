package dev.brume.kinesis.engine;

/**
 * The minimum throughput billing commitment of an account in a region.
 *
 * @param startedMillis when it began; 0 if there never was one
 * @param endMillis when it ends or has ended; 0 if it has no end
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentOutput.html">MinimumThroughputBillingCommitmentOutput</a>
 */
public record AccountSettings(long startedMillis, long endMillis) {
  /** The settings of an unchanged account. */
  static final AccountSettings NONE = new AccountSettings(0, 0);

  /** Whether there is a commitment at a given time, even one that is ending. */
  public boolean isCommitted(long nowMillis) {
    return startedMillis != 0 && (endMillis == 0 || nowMillis < endMillis);
  }

  /** "The earliest timestamp when the commitment can be ended." */
  public long earliestEndMillis() {
    return startedMillis + KinesisQuotas.COMMITMENT_MILLIS;
  }

  /** The same with a commitment, the present one or a new one. */
  AccountSettings enabled(long nowMillis) {
    return new AccountSettings(isCommitted(nowMillis) ? startedMillis : nowMillis, 0);
  }

  /** The same with the commitment ending as early as possible. */
  AccountSettings disabled(long nowMillis) {
    return isCommitted(nowMillis) && endMillis == 0
        ? new AccountSettings(startedMillis, Math.max(nowMillis, earliestEndMillis()))
        : this;
  }
}
