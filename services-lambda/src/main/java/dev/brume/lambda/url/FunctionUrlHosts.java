package dev.brume.lambda.url;

import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.RequestContext;
import dev.brume.lambda.engine.FunctionUrlRecord;

/**
 * The hosts of function URLs: {@code http://<id>.lambda-url.<region>.<host>/}.
 *
 * @param publicHost the emulator's configured name and port; null for each request's host
 */
public record FunctionUrlHosts(String publicHost) {
  /** The label after the id. */
  public static final String LABEL = "lambda-url";

  private static final String LOCALHOST = "localhost";

  /** The id in a host such as {@code id.lambda-url.region.localhost}; null for other hosts. */
  public static String idOf(String host) {
    int dot = host.indexOf('.');
    return dot > 0 && host.startsWith(LABEL + ".", dot + 1) ? host.substring(0, dot) : null;
  }

  /** The URL for the client of a request. */
  public String url(RequestContext context, FunctionUrlRecord url) {
    String scheme = context.http().connection().isSecure() ? "https://" : "http://";
    return scheme
        + url.id()
        + "."
        + LABEL
        + "."
        + context.scope().region()
        + "."
        + host(context.http().header("Host"))
        + "/";
  }

  /**
   * What stands behind the region.
   *
   * @param requested the request's Host; null if it has none
   */
  public String host(String requested) {
    if (publicHost != null && isNamed(HostNames.nameOf(publicHost))) {
      return HostNames.withPortOf(requested, publicHost);
    }
    String name = HostNames.nameOf(requested);
    if (name == null) {
      return LOCALHOST;
    }
    String port = requested.substring(name.length());
    boolean local = name.equals("localhost.localstack.cloud") || name.endsWith(".localstack.cloud");
    if (local) {
      return "localhost.localstack.cloud" + port;
    }
    return isNamed(name) ? name + port : LOCALHOST + port;
  }

  /** IP addresses and AWS's own names can't have a prefix. */
  private static boolean isNamed(String name) {
    boolean address =
        name.startsWith("[") || name.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    return !address && !name.contains("amazonaws.com");
  }
}
