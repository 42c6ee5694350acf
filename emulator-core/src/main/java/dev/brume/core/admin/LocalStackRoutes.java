package dev.brume.core.admin;

import dev.brume.core.admin.InitStages.Stage;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code /_localstack/…} and {@code /health}: the endpoints of LocalStack's clients and scripts.
 */
public final class LocalStackRoutes {
  private final AdminOptions options;
  private final HealthReport health;
  private final StateReset reset;
  private final long startedNanos;

  private LocalStackRoutes(AdminOptions options) {
    this.options = options;
    this.health = new HealthReport(options.services());
    this.reset = new StateReset(options.services(), options.store(), options.timeline());
    this.startedNanos = options.stopwatch().nanos();
  }

  /** All of its routes. */
  public static AdminRoutes of(AdminOptions options) {
    LocalStackRoutes self = new LocalStackRoutes(options);
    AdminRoutes routes = new AdminRoutes(options.guard(), options.token());
    for (String path : List.of("/health", "/_localstack/health")) {
      routes
          .on("GET", path, (request, wildcard) -> self.health.toLocalStackJson())
          .on("POST", path, (request, wildcard) -> self.act(request))
          .on("PUT", path, (request, wildcard) -> self.merge(request));
    }
    new ChaosRoutes(options.faults()).addTo(routes);
    return routes
        .on("GET", "/_localstack/info", (request, wildcard) -> self.info())
        .on("GET", "/_localstack/plugins", (request, wildcard) -> self.plugins())
        .on("GET", "/_localstack/config", (request, wildcard) -> options.settings().get())
        .on("GET", "/_localstack/diagnose", (request, wildcard) -> self.diagnose())
        .on("GET", "/_localstack/init", (request, wildcard) -> self.init())
        .on("GET", "/_localstack/init/*", (request, stage) -> self.init(stage))
        .on("POST", "/_localstack/state/reset", (request, wildcard) -> self.resetAll())
        .on("POST", "/_localstack/state/*/reset", (request, service) -> self.reset(service))
        .on("POST", "/_localstack/state/save", (request, wildcard) -> self.save())
        .on("POST", "/_localstack/state/*/save", (request, service) -> self.save(service))
        .on("POST", "/_localstack/state/load", (request, wildcard) -> self.save())
        .on("POST", "/_localstack/state/*/load", (request, service) -> self.save(service));
  }

  private Object act(HttpRequest request) {
    Object action = body(request).get("action");
    if ("restart".equals(action)) {
      reset.all();
    } else if ("kill".equals(action)) {
      options.process().kill();
    } else {
      throw AdminRefusal.badRequest("'action' must be restart or kill");
    }
    Headers headers = new Headers().add("Content-Type", "text/plain; charset=utf-8");
    return HttpResponse.of(200, headers, "ok".getBytes(StandardCharsets.US_ASCII));
  }

  private Map<String, Object> merge(HttpRequest request) {
    health.merge(body(request));
    return Map.of("status", "OK");
  }

  private Map<String, Object> info() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", HealthReport.LOCALSTACK_VERSION);
    json.put("edition", HealthReport.EDITION);
    json.put("is_license_activated", false);
    json.put("session_id", "brume-" + options.version());
    json.put("machine_id", "brume");
    json.put("system", System.getProperty("os.name").toLowerCase(Locale.ROOT));
    json.put("is_docker", options.contained());
    json.put("server_time_utc", options.timeline().now().toString());
    json.put("uptime", TimeUnit.NANOSECONDS.toSeconds(options.stopwatch().nanos() - startedNanos));
    return json;
  }

  private Map<String, Object> plugins() {
    List<String> offered = new ArrayList<>();
    for (ServiceEntry entry : options.services().all()) {
      if (entry.isOffered()) {
        offered.add(entry.id());
      }
    }
    return Map.of("services", offered);
  }

  private Map<String, Object> diagnose() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "version",
        Map.of("brume", options.version(), "localstack-version", HealthReport.LOCALSTACK_VERSION));
    json.put("config", options.settings().get());
    json.put("services", health.services());
    json.put("info", info());
    return json;
  }

  private Map<String, Object> init() {
    Map<String, Object> completed = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      completed.put(stage.name(), options.hooks().isCompleted(stage));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("completed", completed);
    json.put("scripts", scripts(null));
    return json;
  }

  private Map<String, Object> init(String name) {
    Stage stage =
        Stage.named(name).orElseThrow(() -> AdminRefusal.notFound("no such stage " + name));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("completed", options.hooks().isCompleted(stage));
    json.put("scripts", scripts(stage));
    return json;
  }

  private List<Object> scripts(Stage only) {
    List<Object> all = new ArrayList<>();
    for (InitStages.Script script : options.hooks().scripts()) {
      if (only == null || script.stage() == only) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stage", script.stage().name());
        json.put("name", script.name());
        json.put("state", script.state().name());
        all.add(json);
      }
    }
    return all;
  }

  private Map<String, Object> resetAll() {
    reset.all();
    return Map.of();
  }

  private Map<String, Object> reset(String service) {
    reset.service(service);
    return Map.of();
  }

  private Map<String, Object> save() {
    return StateRoutes.save(options.store());
  }

  /**
   * Also answers load requests: after everything is saved, the saved state equals the present one.
   */
  private Map<String, Object> save(String service) {
    reset.find(service);
    return save();
  }

  private static Map<String, Object> body(HttpRequest request) {
    return Json.readObject(((RequestBody.Whole) request.body()).bytes());
  }
}
