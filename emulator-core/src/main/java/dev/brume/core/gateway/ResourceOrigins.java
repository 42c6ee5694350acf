package dev.brume.core.gateway;

import dev.brume.core.auth.SignatureParser;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.OriginRules;
import dev.brume.core.schema.ProtocolId;

/** Finds the cross-origin rules of individual resources: the CORS settings of buckets. */
final class ResourceOrigins {
  private final GatewayOptions options;
  private final ServiceRouter router;

  /**
   * @param router finds the service that owns the resource
   */
  ResourceOrigins(GatewayOptions options, ServiceRouter router) {
    this.options = options;
    this.router = router;
  }

  /**
   * The cross-origin rules of the resource that {@code request} addresses.
   *
   * @return null if no page sent the request, or the server's own rules decide
   */
  OriginRules of(HttpRequest request) {
    if (request.header("Origin") == null) {
      return null;
    }
    Route route;
    try {
      route = router.route(request, SignatureParser.parse(request));
    } catch (AwsError refusal) {
      return null; // A later step refuses it.
    }
    ServiceEntry entry = route.entry();
    if (entry == null || route.refusal() != null || !entry.isEnabled()) {
      return null;
    }
    OriginRules rules = of(request, entry);
    return rules == OriginRules.SILENT && isForServer(request) ? null : rules;
  }

  /** Whether the server's rules admit the page, or the path is one of the emulator's own. */
  private boolean isForServer(HttpRequest request) {
    return options.crossOrigin().admits(request) || options.internalPaths().find(request) != null;
  }

  private OriginRules of(HttpRequest request, ServiceEntry entry) {
    BoundService service = entry.bound();
    ProtocolId protocol = ProtocolSelector.select(entry.protocols(), request);
    options.store().enter();
    try {
      HttpRequest adapted = service.dialect().adapt(request, protocol, options.hosts());
      return service.service().originRules(adapted);
    } finally {
      options.store().exit();
    }
  }
}
