package dev.brume.server;

import java.util.ArrayList;
import java.util.List;

/**
 * An address to listen on.
 *
 * @param host a name or an address; "" for all of this machine's
 * @param port 0 to 65535; 0 for any free one
 */
public record ListenAddress(String host, int port) {
  /** LocalStack's port, which clients' settings and scripts use. */
  public static final int DEFAULT_PORT = 4566;

  private static final int MAX_PORT = 65_535;

  /**
   * Parses {@code host:port}, {@code :port}, {@code port} or {@code host}.
   *
   * @throws UsageException if {@code text} is none of them
   */
  static ListenAddress parse(String text, String defaultHost) {
    String trimmed = text.strip();
    int colon = trimmed.lastIndexOf(':');
    boolean hasPort = colon >= 0 && trimmed.indexOf(']', colon) < 0;
    if (!hasPort) {
      return isNumber(trimmed)
          ? new ListenAddress(defaultHost, port(trimmed))
          : new ListenAddress(host(trimmed, defaultHost), DEFAULT_PORT);
    }
    return new ListenAddress(
        host(trimmed.substring(0, colon), defaultHost), port(trimmed.substring(colon + 1)));
  }

  /** Parses a comma-separated list of addresses. */
  static List<ListenAddress> parseAll(String text, String defaultHost) {
    List<ListenAddress> addresses = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        addresses.add(parse(part, defaultHost));
      }
    }
    return addresses;
  }

  /** The host, without the brackets of an IPv6 address. */
  static String host(String text, String defaultHost) {
    if (text.isEmpty()) {
      return defaultHost;
    }
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Parses a port. */
  static int port(String text) {
    if (isNumber(text) && text.length() <= 5 && Integer.parseInt(text) <= MAX_PORT) {
      return Integer.parseInt(text);
    }
    throw new UsageException("'" + text + "' is not a port: a number from 0 to 65535 is one");
  }

  /** The address for clients on this machine, such as {@code http://localhost:4566}. */
  String url() {
    boolean local =
        switch (host) {
          case "", "0.0.0.0", "::", "127.0.0.1" -> true;
          default -> false;
        };
    return "http://" + (local ? new ListenAddress("localhost", port) : this);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
