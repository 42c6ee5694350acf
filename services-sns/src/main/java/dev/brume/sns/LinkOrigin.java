package dev.brume.sns;

import dev.brume.core.gateway.RequestContext;

/**
 * Scheme and host of the links in messages.
 *
 * @param publicHost the server's public name, with port; null for each request's host ({@code
 *     LOCALSTACK_HOST})
 */
public record LinkOrigin(String publicHost) {
  /** This machine's name, used without a request. */
  private static final String DEFAULT_HOST = "localhost.localstack.cloud:4566";

  /** For messages without a causing request. */
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
