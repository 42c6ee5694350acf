package dev.brume.core.netty;

/**
 * The syntax of a Host header: a name or an address, and an optional port. Any other value is
 * refused, because a proxy might read it differently.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2: "A server MUST
 *     respond with a 400 … to any request message that contains … a Host header field with an
 *     invalid field value"</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2">RFC 3986, 3.2.2: host</a>
 */
final class HostSyntax {
  /** Characters permitted in a name in addition to letters and digits. */
  private static final String MARKS = "-._~!$&'()*+,;=%";

  private static final int MAX_PORT_DIGITS = 5;
  private static final int MAX_PORT = 65_535;

  private HostSyntax() {}

  /**
   * Checks the value of a Host header; null and "" mean none.
   *
   * @throws RefusedRequestException if it is malformed
   */
  static void check(String host) {
    if (host == null || host.isEmpty()) {
      return;
    }
    int nameEnd = host.charAt(0) == '[' ? endOfAddress(host) : endOfName(host);
    boolean valid =
        nameEnd == host.length()
            || (nameEnd >= 0 && host.charAt(nameEnd) == ':' && isPort(host, nameEnd + 1));
    if (!valid) {
      throw new RefusedRequestException(400, "Host is no name or address with a port");
    }
  }

  /** The position after the bracket that closes an IPv6 address; -1 if it is none. */
  private static int endOfAddress(String host) {
    int close = host.indexOf(']');
    for (int i = 1; i < close; i++) {
      char c = host.charAt(i);
      if (!isLetterOrDigit(c) && c != ':' && c != '.' && c != '%') {
        return -1;
      }
    }
    return close + 1 > 2 ? close + 1 : -1;
  }

  private static int endOfName(String host) {
    int end = 0;
    while (end < host.length()
        && (isLetterOrDigit(host.charAt(end)) || MARKS.indexOf(host.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** An empty port is valid: RFC 3986 permits it. */
  private static boolean isPort(String host, int start) {
    int port = 0;
    for (int i = start; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c < '0' || c > '9' || i - start >= MAX_PORT_DIGITS) {
        return false;
      }
      port = port * 10 + c - '0';
    }
    return port <= MAX_PORT;
  }
}
