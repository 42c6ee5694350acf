package dev.brume.logs.tail;

import dev.brume.core.scope.Scope;
import dev.brume.logs.engine.LogEventRecord;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that are open; they last as long as their connections. */
public final class LiveTails {
  private final Set<LiveTailSession> sessions = ConcurrentHashMap.newKeySet();

  /** Makes one without sessions. */
  public LiveTails() {}

  void add(LiveTailSession session) {
    sessions.add(session);
  }

  void remove(LiveTailSession session) {
    sessions.remove(session);
  }

  int count(Scope scope) {
    return (int) sessions.stream().filter(session -> session.isOf(scope)).count();
  }

  /** Tells the sessions of events that have come; with no lock held. */
  public void publish(Scope scope, String group, List<LogEventRecord> events) {
    if (!events.isEmpty() && !sessions.isEmpty()) {
      sessions.forEach(session -> session.take(scope, group, events));
    }
  }

  /** Ends all sessions. */
  public void end() {
    List.copyOf(sessions).forEach(LiveTailSession::end);
  }
}
