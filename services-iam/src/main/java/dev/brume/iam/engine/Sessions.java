package dev.brume.iam.engine;

import dev.brume.core.state.Table;
import dev.brume.core.time.Timeline;
import java.util.ArrayList;
import java.util.List;

/** The temporary credentials of an account. They end on the timeline. */
public final class Sessions {
  /** So long after its end a session is still known, to be told that it has expired. */
  private static final long REMEMBERED_MILLIS = 3_600_000;

  /** So many new sessions are made between two looks for those that have ended. */
  private static final int SWEEP_EVERY = 100;

  private final Table<String, SessionRecord> table;
  private final Timeline timeline;
  private int untilSweep = SWEEP_EVERY;

  Sessions(Table<String, SessionRecord> table, Timeline timeline) {
    this.table = table;
    this.timeline = timeline;
  }

  /** The session with that access key, be it over or not; null where there is none. */
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
