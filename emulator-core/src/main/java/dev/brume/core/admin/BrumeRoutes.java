package dev.brume.core.admin;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /_brume/…}: the emulator's own administration. */
public final class BrumeRoutes {
  private static final AdminInput COVERAGE = AdminInput.query("service");
  private static final AdminInput RESET = AdminInput.query("service", "account");

  private final AdminOptions options;
  private final HealthReport health;
  private final StateReset reset;
  private final String started;

  private BrumeRoutes(AdminOptions options) {
    this.options = options;
    this.health = new HealthReport(options.services());
    this.reset = new StateReset(options.services(), options.store(), options.timeline());
    this.started = options.timeline().now().toString();
  }

  /** All of its routes. */
  public static AdminRoutes of(AdminOptions options) {
    BrumeRoutes brume = new BrumeRoutes(options);
    AdminRoutes routes =
        new AdminRoutes(options.guard(), options.token())
            .on("GET", "/_brume/health", AdminInput.NONE, (request, wildcard) -> brume.health())
            .on("GET", "/_brume/info", AdminInput.NONE, (request, wildcard) -> brume.info())
            .on(
                "GET",
                "/_brume/certificate",
                AdminInput.NONE,
                (request, wildcard) -> brume.certificate())
            .on("GET", "/_brume/coverage", COVERAGE, (request, wildcard) -> brume.coverage(request))
            .on("POST", "/_brume/reset", RESET, (request, wildcard) -> brume.reset(request));
    ConsolePage.addTo(routes);
    new ClockRoutes(options.timeline()).addTo(routes);
    new SnapshotRoutes(options.store(), options.timeline()).addTo(routes);
    new StateRoutes(options.store()).addTo(routes);
    new RequestRoutes(options.observer(), options.services()).addTo(routes);
    new AccessRoutes(options.observer()).addTo(routes);
    new MetricsRoute(options).addTo(routes);
    return routes;
  }

  private Map<String, Object> health() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", "running");
    json.put("version", options.version());
    json.put("services", health.services());
    return json;
  }

  private Map<String, Object> info() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", options.version());
    json.put("java", System.getProperty("java.runtime.version"));
    json.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    json.put("process", ProcessHandle.current().pid());
    json.put("started", started);
    json.put("now", options.timeline().now().toString());
    json.put("settings", options.settings().get());
    return json;
  }

  /** The certificates without the key, for clients' trust stores. */
  private HttpResponse certificate() {
    try {
      byte[] pem = options.certificate().certificatesPem().getBytes(StandardCharsets.US_ASCII);
      Headers headers = new Headers().add("Content-Type", "application/x-pem-file");
      return HttpResponse.of(200, headers, pem);
    } catch (IOException e) {
      throw AdminRefusal.notFound("The certificate can't be read: " + e.getMessage());
    }
  }

  private Map<String, Object> coverage(HttpRequest request) {
    String service = new AdminQuery(request, "service").text("service");
    return service == null
        ? Coverage.of(options.services()).toJson()
        : Coverage.toJson(Coverage.of(reset.find(service)));
  }

  private Map<String, Object> reset(HttpRequest request) {
    AdminQuery query = new AdminQuery(request, "service", "account");
    String service = query.text("service");
    String account = query.text("account");
    if (service != null && account != null) {
      throw AdminRefusal.badRequest("Either a service or an account can be reset, not both");
    }
    if (service != null) {
      reset.service(service);
      return Map.of("reset", List.of(service));
    }
    if (account != null) {
      reset.account(account);
      return Map.of("reset", List.of(account));
    }
    boolean timeWentBack = reset.all();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("reset", List.of("all"));
    if (timeWentBack) {
      json.put("now", options.timeline().now().toString());
    }
    return json;
  }
}
