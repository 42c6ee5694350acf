package dev.brume.sns;

import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.RequestContext;
import java.util.function.IntSupplier;

/**
 * Scheme and host of the links in messages.
 *
 * @param publicHost the server's public name; without a port each request's is used; null for each
 *     request's host ({@code LOCALSTACK_HOST})
 * @param port where the server listens
 */
public record LinkOrigin(String publicHost, IntSupplier port) {
  /** This machine's name, used without a request. */
  private static final String DEFAULT_HOST = "localhost.localstack.cloud";

  /** For messages without a causing request. */
  String withoutRequest() {
    String own = DEFAULT_HOST + ":" + port.getAsInt();
    return "http://" + (publicHost == null ? own : HostNames.withPortOf(own, publicHost));
  }

  String of(RequestContext context) {
    String host = context.http().header("Host");
    if (host == null) {
      return withoutRequest();
    }
    return (context.http().connection().isSecure() ? "https://" : "http://")
        + (publicHost == null ? host : HostNames.withPortOf(host, publicHost));
  }
}
