package dev.brume.s3.cors;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.s3.api.CORSConfiguration;
import dev.brume.s3.api.CORSRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The CORS headers of a request or a preflight.
 *
 * @param origin the page's origin
 * @param method the method of the actual request, not OPTIONS
 * @param headers the names, in lower case, of the headers that the page wants to send
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using cross-origin
 *     resource sharing: how S3 evaluates the configuration</a>
 */
record CorsRequest(String origin, String method, List<String> headers) {
  private static final String ANY = "*";
  private static final String PREFLIGHT = "OPTIONS";

  /**
   * The CORS headers of {@code request}, which has an Origin; a preflight describes another
   * request. S3 also uses the requested method of other requests.
   */
  static CorsRequest of(HttpRequest request) {
    boolean preflight = request.method().equals(PREFLIGHT);
    String asked = request.header("Access-Control-Request-Method");
    return new CorsRequest(
        request.header("Origin"),
        preflight || asked != null ? asked : request.method(),
        names(request.header("Access-Control-Request-Headers")));
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    if (list != null) {
      for (String name : list.split(",")) {
        if (!name.isBlank()) {
          names.add(name.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }

  /** The first rule that allows the request, or null. */
  CORSRule ruleIn(CORSConfiguration configuration) {
    for (CORSRule rule : configuration.corsRules()) {
      if (rule.allowedMethods().contains(method) && originIn(rule) != null && allowsHeaders(rule)) {
        return rule;
      }
    }
    return null;
  }

  /** The rule's pattern that matches the origin, or null. */
  private String originIn(CORSRule rule) {
    for (String pattern : rule.allowedOrigins()) {
      if (fits(origin, pattern)) {
        return pattern;
      }
    }
    return null;
  }

  private boolean allowsHeaders(CORSRule rule) {
    for (String header : headers) {
      if (rule.allowedHeaders() == null
          || rule.allowedHeaders().stream()
              .noneMatch(pattern -> fits(header, pattern.toLowerCase(Locale.ROOT)))) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code text} matches {@code pattern}, whose single asterisk matches anything. */
  private static boolean fits(String text, String pattern) {
    int star = pattern.indexOf(ANY);
    if (star < 0) {
      return text.equals(pattern);
    }
    String end = pattern.substring(star + 1);
    return text.length() >= pattern.length() - 1
        && text.startsWith(pattern.substring(0, star))
        && text.endsWith(end);
  }

  /** Writes the CORS response headers of {@code rule}, which allows the request. */
  void answer(CORSRule rule, Headers response) {
    if (originIn(rule).equals(ANY)) {
      response.set("Access-Control-Allow-Origin", ANY);
    } else {
      response.set("Access-Control-Allow-Origin", origin);
      response.set("Access-Control-Allow-Credentials", "true");
    }
    response.set("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
    if (!headers.isEmpty()) {
      response.set("Access-Control-Allow-Headers", String.join(", ", headers));
    }
    if (rule.exposeHeaders() != null && !rule.exposeHeaders().isEmpty()) {
      response.set("Access-Control-Expose-Headers", String.join(", ", rule.exposeHeaders()));
    }
    if (rule.maxAgeSeconds() != null) {
      response.set("Access-Control-Max-Age", rule.maxAgeSeconds().toString());
    }
    response.add("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }
}
