package dev.brume.iam.engine;

import dev.brume.core.state.Table;
import dev.brume.core.time.Timeline;
import java.util.ArrayList;
import java.util.List;

/** The temporary credentials of an account. They expire on the timeline. */
public final class Sessions {
  /** How long an expired session is kept, for the error that it has expired. */
  private static final long REMEMBERED_MILLIS = 3_600_000;

  /** The number of new sessions between two removals of expired ones. */
  private static final int SWEEP_EVERY = 100;

  private final Table<String, SessionRecord> table;
  private final Timeline timeline;
  private int untilSweep = SWEEP_EVERY;

  Sessions(Table<String, SessionRecord> table, Timeline timeline) {
    this.table = table;
    this.timeline = timeline;
  }

  /** The session with that access key, expired or not; null if there is none. */
  public SessionRecord get(String keyId) {
    return table.get(keyId);
  }

  /** Adds one. */
  public void add(SessionRecord session) {
    if (--untilSweep <= 0) {
      untilSweep = SWEEP_EVERY;
      forgetOld();
    }
    table.put(session.keyId(), session);
  }

  private void forgetOld() {
    long before = timeline.nowMillis() - REMEMBERED_MILLIS;
    List<String> old = new ArrayList<>();
    table.forEach(
        (keyId, session) -> {
          if (session.expiresMillis() < before) {
            old.add(keyId);
          }
        });
    old.forEach(table::remove);
  }
}
