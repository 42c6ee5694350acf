package dev.brume.core.admin;

import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The states of the services in LocalStack's words: {@code available} until the first request, then
 * {@code running}; {@code disabled} if the service implements nothing or is switched off.
 */
final class HealthReport {
  /** The version of LocalStack whose conventions are followed; clients compare it. */
  static final String LOCALSTACK_VERSION = "4.14.1";

  static final String EDITION = "community";

  private final Services services;
  private final Map<String, Object> merged = new TreeMap<>();

  HealthReport(Services services) {
    this.services = services;
  }

  Map<String, Object> services() {
    Map<String, Object> states = new LinkedHashMap<>();
    for (ServiceEntry entry : services.all()) {
      states.put(entry.id(), stateOf(entry));
    }
    return states;
  }

  private static String stateOf(ServiceEntry entry) {
    if (!entry.isOffered() || !entry.isEnabled()) {
      return "disabled";
    }
    return entry.isUsed() ? "running" : "available";
  }

  synchronized Map<String, Object> toLocalStackJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("services", services());
    json.put("edition", EDITION);
    json.put("version", LOCALSTACK_VERSION);
    merge(merged, json);
    return json;
  }

  /** Adds entries to later reports. */
  synchronized void merge(Map<String, Object> more) {
    merge(more, merged);
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
  private static void merge(Map<String, Object> from, Map<String, Object> into) {
    from.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> map && into.get(key) instanceof Map<?, ?> known) {
            Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) known);
            merge((Map<String, Object>) map, both);
            into.put(key, both);
          } else {
            into.put(key, value);
          }
        });
  }
}
