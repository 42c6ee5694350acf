package dev.brume.server;

import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.kit.Surroundings;
import dev.brume.sns.LinkOrigin;
import dev.brume.sns.SnsService;
import java.util.function.Supplier;

/** Makes SNS out of the configuration, when it is first needed. */
final class SnsModule implements Supplier<SnsService> {
  private final Configuration configuration;
  private final Surroundings surroundings;
  private SnsService service;

  SnsModule(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized SnsService get() {
    if (service == null) {
      service = new SnsService(surroundings, new LinkOrigin(configuration.publicHost()));
    }
    return service;
  }

  /** The path of the certificate that messages are signed by. */
  AdminRoutes routes(HostGuard guard) {
    InternalEndpoint certificates = get().certificates();
    return new AdminRoutes(guard)
        .on(
            "GET",
            SnsService.CERTIFICATES_PATH + "/*",
            (request, wildcard) -> certificates.handle(request));
  }
}
