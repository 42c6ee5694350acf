package dev.brume.core.admin;

import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.HttpRequest;

/**
 * Refuses requests for the emulator's own paths that come from pages of foreign web sites. The
 * gateway refuses what the pages of other origins send; but a name that anybody could have
 * registered may have been pointed here, so that a page's requests look like its own (DNS
 * rebinding). So these paths are served under addresses, names that nobody can register, and the
 * server's own names only.
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
   * Lets {@code request} through.
   *
   * @throws AdminRefusal with status 403 where it may come from a stranger's page
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
