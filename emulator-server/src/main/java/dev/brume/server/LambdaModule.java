package dev.brume.server;

import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.kit.Surroundings;
import dev.brume.lambda.LambdaOptions;
import dev.brume.lambda.LambdaService;
import dev.brume.lambda.function.CodeLocations;
import java.util.function.Supplier;

/** Makes Lambda out of the configuration, when it is first needed. */
final class LambdaModule implements Supplier<LambdaService> {
  private final Configuration configuration;
  private final Surroundings surroundings;
  private LambdaService service;

  LambdaModule(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized LambdaService get() {
    if (service == null) {
      service = new LambdaService(surroundings, new LambdaOptions(configuration.publicHost()));
    }
    return service;
  }

  /** The paths at which code can be downloaded. */
  AdminRoutes routes(HostGuard guard) {
    InternalEndpoint downloads = get().codeDownloads();
    return new AdminRoutes(guard)
        .on(
            "GET",
            CodeLocations.PATH + "/*/*/*/*/*",
            (request, wildcard) -> downloads.handle(request));
  }
}
