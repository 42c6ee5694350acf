package dev.brume.core.admin;

import dev.brume.core.http.HttpRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/**
 * The token required from callers on other machines for the emulator's own paths. Callers on this
 * machine need none, and neither do health checks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, 2.1: the
 *     Authorization request header field</a>
 */
public final class AdminToken {
  /** No token is required. */
  public static final AdminToken NONE = new AdminToken(null);

  private static final String SCHEME = "Bearer ";
  private static final Set<String> OPEN =
      Set.of("/_brume/health", "/_localstack/health", "/health");

  /** Null if none is required. */
  private final byte[] token;

  private AdminToken(byte[] token) {
    this.token = token;
  }

  /**
   * @param token the secret; null if none is required
   */
  public static AdminToken of(String token) {
    return token == null ? NONE : new AdminToken(token.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Checks {@code request}.
   *
   * @throws AdminRefusal with status 401 if it comes from another machine without the token
   */
  void check(HttpRequest request) {
    if (token == null || isOpen(request) || isOfThisMachine(request)) {
      return;
    }
    String shown = request.header("Authorization");
    boolean right =
        shown != null
            && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && MessageDigest.isEqual(
                token, shown.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    if (!right) {
      throw new AdminRefusal(
          401, "From other machines this needs the header 'Authorization: Bearer TOKEN'");
    }
  }

  private static boolean isOpen(HttpRequest request) {
    return OPEN.contains(request.path())
        && (request.method().equals("GET") || request.method().equals("HEAD"));
  }

  private static boolean isOfThisMachine(HttpRequest request) {
    try {
      return InetAddress.getByName(request.connection().remoteAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
