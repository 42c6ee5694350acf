package dev.brume.lambda.url;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.OriginRules;
import dev.brume.lambda.engine.FunctionUrlRecord.CorsSettings;
import java.util.List;
import java.util.Locale;

/**
 * The CORS settings of a function's URL. They replace the CORS headers of the function itself.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors">
 *     Cross-origin resource sharing (CORS)</a>
 */
final class FunctionUrlOrigins implements OriginRules {
  private static final String ANY = "*";
  private static final String PREFLIGHT_METHOD = "Access-Control-Request-Method";

  private final CorsSettings settings;
  private final String origin;
  private final boolean preflight;

  FunctionUrlOrigins(CorsSettings settings, HttpRequest request) {
    this.settings = settings;
    this.origin = request.header("Origin");
    this.preflight = isPreflight(request);
  }

  /** Whether the request is a CORS preflight. */
  static boolean isPreflight(HttpRequest request) {
    return request.method().equals("OPTIONS")
        && request.header("Origin") != null
        && request.header(PREFLIGHT_METHOD) != null;
  }

  @Override
  public void decorate(Headers response) {
    response
        .remove("Access-Control-Allow-Origin")
        .remove("Access-Control-Allow-Credentials")
        .remove("Access-Control-Expose-Headers");
    if (origin == null || !admits()) {
      return;
    }
    boolean credentials = Boolean.TRUE.equals(settings.allowCredentials());
    boolean all = settings.allowOrigins().contains(ANY) && !credentials;
    response.set("Access-Control-Allow-Origin", all ? ANY : origin);
    if (!all) {
      response.add("Vary", "Origin");
    }
    if (credentials) {
      response.set("Access-Control-Allow-Credentials", "true");
    }
    set(response, "Access-Control-Expose-Headers", settings.exposeHeaders());
    if (preflight) {
      set(response, "Access-Control-Allow-Methods", settings.allowMethods());
      set(response, "Access-Control-Allow-Headers", settings.allowHeaders());
      if (settings.maxAgeSeconds() != null) {
        response.set("Access-Control-Max-Age", settings.maxAgeSeconds().toString());
      }
    }
  }

  private static void set(Headers response, String name, List<String> values) {
    if (values != null && !values.isEmpty()) {
      response.set(name, String.join(",", values));
    }
  }

  private boolean admits() {
    return settings.allowOrigins() != null
        && settings.allowOrigins().stream().anyMatch(this::isOrigin);
  }

  private boolean isOrigin(String allowed) {
    return allowed.equals(ANY)
        || allowed.toLowerCase(Locale.ROOT).equals(origin.toLowerCase(Locale.ROOT));
  }
}
