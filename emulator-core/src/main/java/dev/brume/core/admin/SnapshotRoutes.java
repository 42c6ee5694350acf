package dev.brume.core.admin;

import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /_brume/snapshots}: remembers the state of all services, and goes back to it. */
final class SnapshotRoutes {
  /** The most snapshots held at a time: each keeps what has changed since it was taken. */
  private static final int MAX_SNAPSHOTS = 100;

  private static final String PATH = "/_brume/snapshots";

  private final Store store;
  private final Timeline timeline;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private int taken;

  private record Held(String id, String takenAt, Store.Snapshot snapshot) {
    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("taken", takenAt);
      return json;
    }
  }

  SnapshotRoutes(Store store, Timeline timeline) {
    this.store = store;
    this.timeline = timeline;
  }

  void addTo(AdminRoutes routes) {
    routes
        .on("GET", PATH, (request, wildcard) -> list())
        .on("POST", PATH, (request, wildcard) -> take())
        .on("POST", PATH + "/*/restore", (request, id) -> restore(id))
        .on("DELETE", PATH + "/*", (request, id) -> release(id));
  }

  private synchronized Map<String, Object> list() {
    List<Object> all = new ArrayList<>();
    held.values().forEach(snapshot -> all.add(snapshot.toJson()));
    return Map.of("snapshots", all);
  }

  private synchronized Map<String, Object> take() {
    if (held.size() == MAX_SNAPSHOTS) {
      throw new AdminRefusal(
          409, "There are " + MAX_SNAPSHOTS + " snapshots already: delete one of them");
    }
    taken++;
    Held snapshot = new Held("snap-" + taken, timeline.now().toString(), store.snapshot());
    held.put(snapshot.id(), snapshot);
    return snapshot.toJson();
  }

  private synchronized Map<String, Object> restore(String id) {
    Held snapshot = find(id);
    store.restore(snapshot.snapshot());
    return snapshot.toJson();
  }

  private synchronized Map<String, Object> release(String id) {
    Held snapshot = find(id);
    held.remove(id);
    snapshot.snapshot().close();
    return snapshot.toJson();
  }

  private Held find(String id) {
    Held snapshot = held.get(id);
    if (snapshot == null) {
      throw AdminRefusal.notFound("There is no snapshot " + id);
    }
    return snapshot;
  }
}
