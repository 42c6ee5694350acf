package dev.brume.core.gateway;

import dev.brume.core.auth.Regions;
import dev.brume.core.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which the server is reached. Labels in front of such a name identify the service
 * or resource: {@code sqs.us-east-1.localhost.localstack.cloud}, {@code bucket.s3.localhost}.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/rande.html">AWS service endpoints</a>
 */
public final class HostNames {
  private static final List<String> BUILT_IN =
      List.of(
          "localhost.localstack.cloud",
          "localhost",
          "amazonaws.com.cn",
          "amazonaws.com",
          "amazonaws.eu",
          "api.aws");

  /** Labels that select a network, not a service. */
  private static final List<String> NETWORKS = List.of("dualstack", "fips");

  /**
   * Top-level names that cannot be registered.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6761">RFC 6761</a>
   */
  private static final Set<String> PRIVATE_DOMAINS =
      Set.of("localhost", "local", "internal", "test", "lan", "localdomain", "home", "svc");

  private final List<String> suffixes;
  private final Regions regions;

  /**
   * @param configured further names of the server, without port
   */
  public HostNames(List<String> configured, Regions regions) {
    List<String> all = new java.util.ArrayList<>(configured);
    all.addAll(BUILT_IN);
    this.suffixes = List.copyOf(all);
    this.regions = regions;
  }

  /**
   * The labels in front of the server's own name.
   *
   * @param labels without the region: {@code sqs}, {@code bucket.s3}, {@code streams.dynamodb}; ""
   *     for none
   * @param region the region that was named, or null
   * @param suffix the server's own name
   */
  public record Prefix(String labels, String region, String suffix) {}

  /** The parsed Host of {@code request}; null if it is none of the server's names. */
  public Prefix prefixOf(HttpRequest request) {
    String host = nameOf(request.header("Host"));
    if (host == null) {
      return null;
    }
    for (String suffix : suffixes) {
      if (host.equals(suffix)) {
        return new Prefix("", null, suffix);
      }
      int cut = host.length() - suffix.length() - 1;
      if (cut > 0 && host.charAt(cut) == '.' && host.endsWith(suffix)) {
        return parse(host.substring(0, cut), suffix);
      }
    }
    return null;
  }

  private Prefix parse(String text, String suffix) {
    String labels = withoutNetworks(text);
    int dot = labels.lastIndexOf('.');
    String last = labels.substring(dot + 1);
    if (regions.isStandard(last)) {
      return new Prefix(dot < 0 ? "" : withoutNetworks(labels.substring(0, dot)), last, suffix);
    }
    int first = labels.indexOf('.');
    if (first > 0 && regions.isStandard(labels.substring(0, first))) {
      return new Prefix(labels.substring(first + 1), labels.substring(0, first), suffix);
    }
    return dashed(labels, last, suffix);
  }

  /** The form {@code s3-us-west-2} of old endpoints. */
  private Prefix dashed(String labels, String last, String suffix) {
    for (int dash = last.indexOf('-'); dash > 0; dash = last.indexOf('-', dash + 1)) {
      String region = last.substring(dash + 1);
      if (regions.isStandard(region)) {
        int cut = labels.length() - region.length() - 1;
        return new Prefix(labels.substring(0, cut), region, suffix);
      }
    }
    return new Prefix(labels, null, suffix);
  }

  private static String withoutNetworks(String labels) {
    String rest = labels;
    for (String network : NETWORKS) {
      if (rest.endsWith("." + network)) {
        rest = rest.substring(0, rest.length() - network.length() - 1);
      }
    }
    return rest;
  }

  /** The name in a Host header, in lower case, without the port; null if there is none. */
  public static String nameOf(String hostHeader) {
    if (hostHeader == null || hostHeader.isEmpty()) {
      return null;
    }
    int end = hostHeader.length();
    int colon = hostHeader.lastIndexOf(':');
    if (colon >= 0 && colon > hostHeader.lastIndexOf(']')) {
      end = colon;
    }
    if (end > 1 && hostHeader.charAt(end - 1) == '.') { // the same name, written as a whole
      end--;
    }
    return hostHeader.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether clients can be expected to resolve names below {@code name}: nobody resolves those
   * below an address, or below a name of one label, such as a container's.
   */
  public static boolean hasSubdomains(String name) {
    return name.indexOf('.') > 0 && !name.startsWith("[") && !isIpAddress(name);
  }

  /**
   * A configured name as clients reach it: one without a port gets that of the request's Host,
   * because a container's port may be mapped to any other.
   *
   * @param hostHeader null if there is none
   */
  public static String withPortOf(String hostHeader, String configured) {
    return portOf(configured).isEmpty() ? configured + portOf(hostHeader) : configured;
  }

  /** With its colon; empty for the scheme's default port. */
  private static String portOf(String host) {
    int colon = host == null ? -1 : host.indexOf(':', host.lastIndexOf(']') + 1);
    return colon < 0 ? "" : host.substring(colon);
  }

  /** Whether {@code name} is one of the server's names, or a subdomain of one. */
  public boolean isOwn(String name) {
    for (String suffix : suffixes) {
      if (name.equals(suffix) || name.endsWith("." + suffix)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the Host of {@code request} cannot be a foreign name that resolves to this server (DNS
   * rebinding): it is an address, a name that cannot be registered, one of the server's own, or
   * missing.
   */
  public boolean isTrusted(HttpRequest request) {
    String host = nameOf(request.header("Host"));
    if (host == null) {
      return true;
    }
    int lastDot = host.lastIndexOf('.');
    return lastDot < 0
        || host.startsWith("[")
        || isIpAddress(host)
        || PRIVATE_DOMAINS.contains(host.substring(lastDot + 1))
        || isOwn(host);
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
