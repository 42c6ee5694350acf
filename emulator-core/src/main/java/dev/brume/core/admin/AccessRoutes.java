package dev.brume.core.admin;

import dev.brume.core.access.EvaluatedAccess;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.observe.RequestHistory;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.observe.RequestRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * {@code /_brume/iam}: the policy decisions on the last requests, and policies that would allow
 * exactly these. Both need authorization, at least in soft mode.
 */
final class AccessRoutes {
  private static final String CALLER = "caller";

  private final RequestObserver observer;

  AccessRoutes(RequestObserver observer) {
    this.observer = observer;
  }

  void addTo(AdminRoutes routes) {
    routes
        .on("GET", "/_brume/iam/explain", (request, wildcard) -> explain(request))
        .on("GET", "/_brume/iam/policy", (request, wildcard) -> policy(request));
  }

  private static boolean fits(String wanted, String value) {
    return wanted == null || wanted.equalsIgnoreCase(value);
  }

  /** The decisions, newest first. */
  private Map<String, Object> explain(HttpRequest request) {
    AdminQuery query = new AdminQuery(request, CALLER, "action", "decision", "requestId", "limit");
    String caller = query.text(CALLER);
    String action = query.text("action");
    String decision = query.text("decision");
    String requestId = query.text("requestId");
    RequestHistory history = observer.history();
    int limit = query.number("limit", 1, RequestHistory.MAX_CAPACITY, history.capacity());
    Predicate<EvaluatedAccess> wanted =
        access ->
            fits(caller, access.caller())
                && fits(action, access.action())
                && fits(decision, RequestView.outcome(access.decision()));
    List<Object> shown = new ArrayList<>();
    for (RequestRecord record :
        history.newest(each -> fits(requestId, each.requestId()), history.capacity())) {
      for (EvaluatedAccess access : record.access()) {
        if (wanted.test(access) && shown.size() < limit) {
          shown.add(explained(record, access));
        }
      }
    }
    return Map.of("decisions", shown);
  }

  private static Map<String, Object> explained(RequestRecord record, EvaluatedAccess access) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", Instant.ofEpochMilli(record.timeMillis()).toString());
    json.put("requestId", record.requestId());
    json.put("operation", record.operation());
    json.putAll(RequestView.access(access));
    if (!access.decision().isAllowed()) {
      json.put("reason", access.decision().reason(access.action()));
    }
    return json;
  }

  /** For each caller a policy with the actions that it requested, whether allowed now or not. */
  private Map<String, Object> policy(HttpRequest request) {
    String caller = new AdminQuery(request, CALLER).text(CALLER);
    RequestHistory history = observer.history();
    Map<String, Map<String, Set<String>>> resources = new TreeMap<>();
    for (RequestRecord record : history.newest(each -> true, history.capacity())) {
      for (EvaluatedAccess access : record.access()) {
        if (fits(caller, access.caller())) {
          resources
              .computeIfAbsent(access.caller(), each -> new TreeMap<>())
              .computeIfAbsent(access.action(), each -> new TreeSet<>())
              .add(access.resource());
        }
      }
    }
    Map<String, Object> policies = new LinkedHashMap<>();
    resources.forEach((who, actions) -> policies.put(who, document(actions)));
    return Map.of("policies", policies);
  }

  /** One statement per set of resources. */
  private static Map<String, Object> document(Map<String, Set<String>> resourcesOfActions) {
    Map<Set<String>, Collection<String>> actions = new LinkedHashMap<>();
    resourcesOfActions.forEach(
        (action, resources) ->
            actions.computeIfAbsent(resources, each -> new TreeSet<>()).add(action));
    List<Object> statements = new ArrayList<>();
    actions.forEach(
        (resources, each) -> {
          Map<String, Object> statement = new LinkedHashMap<>();
          statement.put("Effect", "Allow");
          statement.put("Action", List.copyOf(each));
          statement.put("Resource", List.copyOf(resources));
          statements.add(statement);
        });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", "2012-10-17");
    document.put("Statement", statements);
    return document;
  }
}
