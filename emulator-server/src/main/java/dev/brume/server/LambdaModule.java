package dev.brume.server;

import dev.brume.core.admin.AdminRefusal;
import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.kit.Surroundings;
import dev.brume.lambda.LambdaOptions;
import dev.brume.lambda.LambdaService;
import dev.brume.lambda.function.CodeLocations;
import dev.brume.lambda.shape.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Creates Lambda from the configuration, when it is first needed. */
final class LambdaModule implements Supplier<LambdaService> {
  /** LocalStack's list of runtimes. */
  static final String RUNTIMES_PATH = "/_aws/lambda/runtimes";

  private final Configuration configuration;
  private final Surroundings surroundings;
  private LambdaService service;
  private volatile String endpoint;

  LambdaModule(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized LambdaService get() {
    if (service == null) {
      service =
          new LambdaService(
              surroundings,
              new LambdaOptions(
                  configuration.publicHost(), () -> endpoint, configuration.lambda()));
    }
    return service;
  }

  /** Tells functions the server's port. */
  void listensAt(int port) {
    endpoint = "http://127.0.0.1:" + port;
  }

  /** Stops everything that runs outside of the server. */
  synchronized void close() {
    if (service != null) {
      service.close();
    }
  }

  /** The paths for downloads of code, and LocalStack's list of runtimes. */
  AdminRoutes routes(HostGuard guard) {
    InternalEndpoint downloads = get().codeDownloads();
    return new AdminRoutes(guard)
        .on("GET", RUNTIMES_PATH, (request, wildcard) -> runtimes(request.query()))
        .on(
            "GET",
            CodeLocations.PATH + "/*/*/*/*/*",
            (request, wildcard) -> downloads.handle(request));
  }

  private static Map<String, Object> runtimes(String query) {
    List<String> names = new ArrayList<>();
    switch (query == null ? "" : query) {
      case "", "filter=supported" -> names.addAll(RuntimeNames.creatable());
      case "filter=deprecated" -> names.addAll(RuntimeNames.retired());
      case "filter=all" -> {
        names.addAll(RuntimeNames.creatable());
        names.addAll(RuntimeNames.retired());
      }
      default -> throw AdminRefusal.badRequest("'filter' is supported, deprecated or all");
    }
    return Map.of("Runtimes", names);
  }
}
