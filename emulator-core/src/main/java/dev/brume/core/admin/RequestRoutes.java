package dev.brume.core.admin;

import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.observe.BodyRecorder;
import dev.brume.core.observe.RequestHistory;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.observe.RequestRecord;
import dev.brume.core.schema.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code /_brume/requests}: the last requests, and whether their messages are kept. */
final class RequestRoutes {
  private static final String PATH = "/_brume/requests";
  private static final Pattern STATUS =
      Pattern.compile("[1-5](?:\\d\\d|xx)", Pattern.CASE_INSENSITIVE);
  private static final AdminInput SETTINGS =
      AdminInput.body("bodies", "maxBodyBytes", "maxTotalBytes");

  private final RequestObserver observer;
  private final RequestView view;

  RequestRoutes(RequestObserver observer, Services services) {
    this.observer = observer;
    this.view = new RequestView(observer.bodies(), record -> operationOf(record, services));
  }

  void addTo(AdminRoutes routes) {
    routes
        .on("GET", PATH, (request, wildcard) -> list(request))
        .on("DELETE", PATH, AdminInput.NONE, (request, wildcard) -> clear())
        .on("GET", PATH + "/settings", AdminInput.NONE, (request, wildcard) -> settings())
        .on("PUT", PATH + "/settings", SETTINGS, (request, wildcard) -> change(request));
  }

  private static Operation<?, ?> operationOf(RequestRecord record, Services services) {
    ServiceEntry entry = record.operation() == null ? null : services.find(record.service());
    return entry == null ? null : entry.bound().schema().operation(record.operation());
  }

  private Map<String, Object> list(HttpRequest request) {
    AdminQuery query =
        new AdminQuery(
            request,
            "service",
            "operation",
            "account",
            "region",
            "resource",
            "status",
            "errorCode",
            "requestId",
            "since",
            "limit");
    RequestHistory history = observer.history();
    int limit = query.number("limit", 1, RequestHistory.MAX_CAPACITY, history.capacity());
    List<Object> shown = new ArrayList<>();
    List<RequestRecord> fitting = history.newest(filter(query), history.capacity());
    for (RequestRecord record : fitting.subList(0, Math.min(limit, fitting.size()))) {
      shown.add(view.toJson(record));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("capacity", history.capacity());
    json.put("answered", history.total());
    json.put("total", fitting.size());
    json.put("requests", shown);
    return json;
  }

  private static Predicate<RequestRecord> filter(AdminQuery query) {
    String service = query.text("service");
    String operation = query.text("operation");
    String account = query.text("account");
    String region = query.text("region");
    String resource = query.text("resource");
    String errorCode = query.text("errorCode");
    String requestId = query.text("requestId");
    Predicate<Integer> status = status(query.text("status"));
    Instant since = query.moment("since");
    return record ->
        fits(service, record.service())
            && fits(operation, record.operation())
            && fits(account, record.account())
            && fits(region, record.region())
            && (resource == null
                || record.resource().stream().anyMatch(name -> name.isCalled(resource)))
            && fits(errorCode, record.errorCode())
            && fits(requestId, record.requestId())
            && status.test(record.status())
            && (since == null || !Instant.ofEpochMilli(record.timeMillis()).isBefore(since));
  }

  private static boolean fits(String wanted, String value) {
    return wanted == null || wanted.equalsIgnoreCase(value);
  }

  private static Predicate<Integer> status(String wanted) {
    if (wanted == null) {
      return status -> true;
    }
    if (!STATUS.matcher(wanted).matches()) {
      throw AdminRefusal.badRequest("'status' is such as 404, 4xx or 5xx");
    }
    if (Character.isDigit(wanted.charAt(1))) {
      int exact = Integer.parseInt(wanted);
      return status -> status == exact;
    }
    int hundreds = wanted.charAt(0) - '0';
    return status -> status / 100 == hundreds;
  }

  private Map<String, Object> clear() {
    return Map.of("cleared", observer.clear());
  }

  private Map<String, Object> settings() {
    BodyRecorder.Settings settings = observer.bodies().settings();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bodies", settings.on());
    json.put("maxBodyBytes", settings.maxBodyBytes());
    json.put("maxTotalBytes", settings.maxTotalBytes());
    return json;
  }

  /** Settings that are not in the body keep their values. */
  private Map<String, Object> change(HttpRequest request) {
    Map<String, Object> wanted = Json.readObject(((RequestBody.Whole) request.body()).bytes());
    BodyRecorder.Settings now = observer.bodies().settings();
    Object on = wanted.getOrDefault("bodies", now.on());
    if (!(on instanceof Boolean wantedOn)) {
      throw AdminRefusal.badRequest("'bodies' is true or false");
    }
    long body = bytes(wanted, "maxBodyBytes", BodyRecorder.MAX_BODY_BYTES, now.maxBodyBytes());
    long all = bytes(wanted, "maxTotalBytes", BodyRecorder.MAX_TOTAL_BYTES, now.maxTotalBytes());
    observer.bodies().change(new BodyRecorder.Settings(wantedOn, (int) body, all));
    return settings();
  }

  private static long bytes(Map<String, Object> wanted, String name, long max, long otherwise) {
    Object value = wanted.getOrDefault(name, otherwise);
    boolean whole = value instanceof Integer || value instanceof Long;
    if (!whole || ((Number) value).longValue() < 0 || ((Number) value).longValue() > max) {
      throw AdminRefusal.badRequest("'" + name + "' is a number of bytes from 0 to " + max);
    }
    return ((Number) value).longValue();
  }
}
