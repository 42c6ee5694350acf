package dev.brume.core.admin;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.state.Snapshots;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /_brume/snapshots}: saves and restores snapshots of all services' state. */
final class SnapshotRoutes {
  private static final String PATH = "/_brume/snapshots";

  private final Snapshots snapshots;
  private final Timeline timeline;

  SnapshotRoutes(Store store, Timeline timeline) {
    this.snapshots = new Snapshots(store);
    this.timeline = timeline;
  }

  void addTo(AdminRoutes routes) {
    routes
        .on("GET", PATH, AdminInput.NONE, (request, wildcard) -> list())
        .on("POST", PATH, AdminInput.body("name"), (request, wildcard) -> take(request))
        .on("POST", PATH + "/*/restore", AdminInput.NONE, (request, name) -> restore(name))
        .on("DELETE", PATH + "/*", AdminInput.NONE, (request, name) -> delete(name));
  }

  private Map<String, Object> list() {
    List<Object> all = new ArrayList<>();
    snapshots.list().forEach(snapshot -> all.add(toJson(snapshot)));
    return Map.of("snapshots", all);
  }

  private Map<String, Object> take(HttpRequest request) {
    byte[] body = ((RequestBody.Whole) request.body()).bytes();
    if (!(Json.readObject(body).get("name") instanceof String name)) {
      throw AdminRefusal.badRequest("'name' must name the snapshot");
    }
    try {
      return toJson(snapshots.create(name, timeline.now()));
    } catch (IllegalArgumentException e) {
      throw AdminRefusal.badRequest(e.getMessage());
    } catch (IllegalStateException e) {
      throw new AdminRefusal(409, e.getMessage());
    }
  }

  private Map<String, Object> restore(String name) {
    if (!snapshots.restore(name)) {
      throw missing(name);
    }
    return Map.of("restored", name);
  }

  private Map<String, Object> delete(String name) {
    if (!snapshots.delete(name)) {
      throw missing(name);
    }
    return Map.of("deleted", name);
  }

  private static AdminRefusal missing(String name) {
    return AdminRefusal.notFound("There is no snapshot '" + name + "'");
  }

  private static Map<String, Object> toJson(Snapshots.Description snapshot) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", snapshot.name());
    json.put("created", snapshot.created().toString());
    return json;
  }
}
