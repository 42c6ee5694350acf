package dev.brume.core.admin;

import dev.brume.core.gateway.FaultInjection;
import dev.brume.core.gateway.FaultRule;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * {@code /_localstack/chaos/…}: makes requests fail and wait on purpose.
 *
 * @see <a href="https://docs.localstack.cloud/aws/capabilities/chaos-engineering/chaos-api/">
 *     LocalStack: Chaos API</a>
 */
final class ChaosRoutes {
  private static final String FAULTS = "/_localstack/chaos/faults";
  private static final String EFFECTS = "/_localstack/chaos/effects";
  private static final Set<String> RULE_MEMBERS =
      Set.of("region", "service", "operation", "probability", "error");
  private static final Set<String> ERROR_MEMBERS = Set.of("statusCode", "code");

  private final FaultInjection faults;

  ChaosRoutes(FaultInjection faults) {
    this.faults = faults;
  }

  void addTo(AdminRoutes routes) {
    routes
        .on("GET", FAULTS, (request, wildcard) -> toJson(faults.rules()))
        .on("POST", FAULTS, (request, wildcard) -> replace(request))
        .on("PATCH", FAULTS, (request, wildcard) -> add(request))
        .on("DELETE", FAULTS, (request, wildcard) -> remove(request))
        .on("GET", EFFECTS, (request, wildcard) -> effects())
        .on("POST", EFFECTS, (request, wildcard) -> changeEffects(request));
  }

  private List<Object> replace(HttpRequest request) {
    List<FaultRule> given = rules(request);
    return change(known -> given);
  }

  private List<Object> add(HttpRequest request) {
    List<FaultRule> given = rules(request);
    return change(
        known -> {
          known.addAll(given);
          return known;
        });
  }

  /** Removes the given rules, or all if none are given. */
  private List<Object> remove(HttpRequest request) {
    List<FaultRule> given = bytes(request).length == 0 ? faults.rules() : rules(request);
    return change(
        known -> {
          known.removeAll(given);
          return known;
        });
  }

  private List<Object> change(UnaryOperator<List<FaultRule>> change) {
    try {
      return toJson(faults.change(change));
    } catch (IllegalArgumentException e) {
      throw AdminRefusal.badRequest(e.getMessage());
    }
  }

  private Map<String, Object> effects() {
    return Map.of("latency", faults.latencyMillis());
  }

  private Map<String, Object> changeEffects(HttpRequest request) {
    Map<String, Object> given = Json.readObject(bytes(request));
    refuseOthers(given, Set.of("latency"));
    Object latency = given.getOrDefault("latency", 0);
    faults.delayBy(
        (int) number(latency, "latency", 0, FaultInjection.MAX_LATENCY_MILLIS, "milliseconds"));
    return effects();
  }

  private static byte[] bytes(HttpRequest request) {
    return ((RequestBody.Whole) request.body()).bytes();
  }

  private static List<FaultRule> rules(HttpRequest request) {
    List<FaultRule> rules = new ArrayList<>();
    for (Object element : Json.readArray(bytes(request))) {
      if (!(element instanceof Map<?, ?> rule)) {
        throw AdminRefusal.badRequest("A rule is a JSON object");
      }
      rules.add(rule(rule));
    }
    return rules;
  }

  private static FaultRule rule(Map<?, ?> given) {
    refuseOthers(given, RULE_MEMBERS);
    Map<?, ?> error = Map.of();
    if (given.get("error") != null) {
      if (!(given.get("error") instanceof Map<?, ?> object)) {
        throw AdminRefusal.badRequest("'error' is a JSON object with statusCode and code");
      }
      refuseOthers(object, ERROR_MEMBERS);
      error = object;
    }
    String code = text(error, "code");
    Object probability = given.get("probability");
    Object status = error.get("statusCode");
    return new FaultRule(
        text(given, "region"),
        text(given, "service"),
        text(given, "operation"),
        probability == null ? 1 : number(probability, "probability", 0, 1, "parts of 1"),
        status == null
            ? FaultRule.DEFAULT_STATUS
            : (int) number(status, "statusCode", 400, 599, "an HTTP status"),
        code == null ? FaultRule.DEFAULT_CODE : code);
  }

  private static void refuseOthers(Map<?, ?> given, Set<String> known) {
    for (Object name : given.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        throw AdminRefusal.badRequest("'" + name + "' is not known here");
      }
    }
  }

  private static String text(Map<?, ?> given, String name) {
    Object value = given.get(name);
    if (value != null && !(value instanceof String)) {
      throw AdminRefusal.badRequest("'" + name + "' is a string");
    }
    return (String) value;
  }

  private static double number(Object value, String name, double min, double max, String unit) {
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= min && number.doubleValue() <= max)) {
      String range = (long) min + " to " + (long) max;
      throw AdminRefusal.badRequest("'" + name + "' is a number from " + range + ": " + unit);
    }
    return number.doubleValue();
  }

  private static List<Object> toJson(List<FaultRule> rules) {
    List<Object> all = new ArrayList<>();
    for (FaultRule rule : rules) {
      Map<String, Object> json = new LinkedHashMap<>();
      putIfThere(json, "region", rule.region());
      putIfThere(json, "service", rule.service());
      putIfThere(json, "operation", rule.operation());
      json.put("probability", rule.probability());
      json.put("error", Map.of("statusCode", rule.statusCode(), "code", rule.code()));
      all.add(json);
    }
    return all;
  }

  private static void putIfThere(Map<String, Object> json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
