package dev.brume.sns;

import dev.brume.core.gateway.RequestContext;

/**
 * Scheme and host of the links in messages.
 *
 * @param publicHost the server's name for others, with port; null for that of each request ({@code
 *     LOCALSTACK_HOST})
 */
public record LinkOrigin(String publicHost) {
  /** The name of the machine itself, where no request tells one. */
  private static final String DEFAULT_HOST = "localhost.localstack.cloud:4566";

  /** For what no request causes. */
  String withoutRequest() {
    return "http://" + (publicHost == null ? DEFAULT_HOST : publicHost);
  }

  String of(RequestContext context) {
    String host = context.http().header("Host");
    if (publicHost != null || host == null) {
      return withoutRequest();
    }
    return (context.http().connection().isSecure() ? "https://" : "http://") + host;
  }
}
