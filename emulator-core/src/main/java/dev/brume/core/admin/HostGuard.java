package dev.brume.core.admin;

import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.HttpRequest;
import java.util.Set;

/**
 * Refuses requests for the emulator's own paths that come from pages of foreign web sites. The
 * gateway refuses what the pages of other origins send; but a name that anybody could have
 * registered may have been pointed here, so that a page's requests look like its own (DNS
 * rebinding). So these paths are served under addresses, names that nobody can register, and the
 * server's own names only.
 */
public final class HostGuard {
  /**
   * Top-level names that nobody can register.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6761">RFC 6761</a>
   */
  private static final Set<String> PRIVATE_DOMAINS =
      Set.of("localhost", "local", "internal", "test", "lan", "localdomain", "home", "svc");

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
    String host = HostNames.nameOf(request.header("Host"));
    if (host != null && !isTrusted(host)) {
      throw new AdminRefusal(
          403,
          "This is not served under the name "
              + host
              + ". LOCALSTACK_HOST names the host under which it is.");
    }
  }

  private boolean isTrusted(String host) {
    int lastDot = host.lastIndexOf('.');
    return lastDot < 0
        || host.startsWith("[")
        || isIpAddress(host)
        || PRIVATE_DOMAINS.contains(host.substring(lastDot + 1))
        || hosts.isOwn(host);
  }

  private static boolean isIpAddress(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
