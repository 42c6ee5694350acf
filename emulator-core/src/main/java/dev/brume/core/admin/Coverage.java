package dev.brume.core.admin;

import dev.brume.core.gateway.BoundService;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import dev.brume.core.schema.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which operations are implemented and which are missing, by service: the models' operations
 * compared with the services' bindings.
 */
public final class Coverage {
  private final Map<String, CoveredService> services = new TreeMap<>();

  /**
   * A service's operations in name order.
   *
   * @param name the name that SDKs use
   */
  public record CoveredService(String id, String name, List<String> done, List<String> missing) {}

  private Coverage() {}

  /** The coverage of all services. Creates every service. */
  public static Coverage of(Services services) {
    Coverage coverage = new Coverage();
    for (ServiceEntry entry : services.all()) {
      coverage.services.put(entry.id(), of(entry));
    }
    return coverage;
  }

  /** The coverage of one service. Makes it. */
  public static CoveredService of(ServiceEntry entry) {
    BoundService bound = entry.bound();
    List<String> done = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Operation<?, ?> operation : new TreeMap<>(bound.schema().operationMap()).values()) {
      (bound.does(operation) ? done : missing).add(operation.name());
    }
    return new CoveredService(entry.id(), bound.schema().sdkId(), done, missing);
  }

  /** Every service by id, in the order of the ids. */
  public Map<String, CoveredService> services() {
    return services;
  }

  /** In JSON form. */
  Map<String, Object> toJson() {
    Map<String, Object> byId = new LinkedHashMap<>();
    int done = 0;
    int missing = 0;
    for (CoveredService service : services.values()) {
      byId.put(service.id(), toJson(service));
      done += service.done().size();
      missing += service.missing().size();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("done", done);
    json.put("missing", missing);
    json.put("services", byId);
    return json;
  }

  static Map<String, Object> toJson(CoveredService service) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", service.name());
    json.put("done", service.done());
    json.put("missing", service.missing());
    return json;
  }
}
