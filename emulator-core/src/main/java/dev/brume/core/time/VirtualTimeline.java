package dev.brume.core.time;

import java.time.Instant;

/**
 * Time that moves only when told to: {@link #advance} runs everything that is due on the way, in
 * order, in the calling thread. What is due already runs at the next {@code advance}, be it by
 * zero.
 */
public final class VirtualTimeline extends AbstractTimeline {
  /** Where virtual time starts unless told otherwise. */
  public static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private volatile long nowMillis;

  /** Starts at {@link #START}. */
  public VirtualTimeline() {
    this(START);
  }

  public VirtualTimeline(Instant start) {
    this.nowMillis = start.toEpochMilli();
    noteChange();
  }

  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public boolean isFrozen() {
    return true;
  }

  @Override
  public void freeze() {}

  @Override
  public void unfreeze() {
    throw new UnsupportedOperationException("Virtual time moves by advance and set alone");
  }

  @Override
  public boolean returnToMachineTime() {
    return false;
  }

  @Override
  void startStepping() {}

  @Override
  void stepTo(long millis) {
    nowMillis = millis;
  }

  @Override
  void endStepping() {}

  @Override
  void onEarlierDeadline() {}
}
