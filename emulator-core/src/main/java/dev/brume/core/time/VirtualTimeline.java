package dev.brume.core.time;

import java.time.Instant;

/**
 * Time that only moves on request: {@link #advance} runs everything due on the way, in order, in
 * the calling thread. Tasks that are already due run at the next {@code advance}, even one by zero.
 */
public final class VirtualTimeline extends AbstractTimeline {
  /** The default start of virtual time. */
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
