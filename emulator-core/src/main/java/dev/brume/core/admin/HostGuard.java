package dev.brume.core.admin;

import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.HttpRequest;

/**
 * Refuses requests for the emulator's own paths from pages of foreign web sites. The gateway
 * refuses cross-origin pages; but a publicly registrable name may resolve to this server, so that a
 * page's requests appear to be same-origin (DNS rebinding). So these paths are only served under
 * addresses, names that cannot be registered, and the server's own names.
 */
public final class HostGuard {
  private final HostNames hosts;

  /**
   * @param hosts the server's own names
   */
  public HostGuard(HostNames hosts) {
    this.hosts = hosts;
  }

  /**
   * Checks {@code request}.
   *
   * @throws AdminRefusal with status 403 if it may come from a foreign site's page
   */
  void check(HttpRequest request) {
    if (!hosts.isTrusted(request)) {
      throw new AdminRefusal(
          403,
          "This is not served under the name "
              + HostNames.nameOf(request.header("Host"))
              + ". LOCALSTACK_HOST names the host under which it is.");
    }
  }
}
