package dev.brume.server;

import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.kit.Surroundings;
import dev.brume.sns.LinkOrigin;
import dev.brume.sns.SnsService;
import java.util.function.Supplier;

/** Creates SNS from the configuration, when it is first needed. */
final class SnsModule implements Supplier<SnsService> {
  private final Configuration configuration;
  private final Surroundings surroundings;
  private SnsService service;
  private volatile int port;

  SnsModule(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized SnsService get() {
    if (service == null) {
      service =
          new SnsService(surroundings, new LinkOrigin(configuration.publicHost(), () -> port));
    }
    return service;
  }

  /** Says where the server is reached. */
  void listensAt(int listening) {
    port = listening;
  }

  /** The paths of the certificate and of messages sent to phones, devices and mailboxes. */
  AdminRoutes routes(HostGuard guard) {
    InternalEndpoint certificates = get().certificates();
    InternalEndpoint sent = get().sentMessages();
    AdminRoutes routes = new AdminRoutes(guard);
    SnsService.SENT_MESSAGE_PATHS.forEach(
        (method, paths) ->
            paths.forEach(
                path -> routes.on(method, path, (request, wildcard) -> sent.handle(request))));
    return routes.on(
        "GET", SnsService.PATH + "/*", (request, wildcard) -> certificates.handle(request));
  }
}
