package dev.brume.s3.website;

import dev.brume.core.http.HttpRequest;
import dev.brume.s3.api.Condition;
import dev.brume.s3.api.Redirect;
import dev.brume.s3.api.RoutingRule;
import dev.brume.s3.api.WebsiteConfiguration;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The routing rules of a website; the first that matches applies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html#advanced-conditional-redirects">Configuring
 *     advanced conditional redirects</a>
 */
final class RoutingRules {
  private static final int MOVED_PERMANENTLY = 301;
  private static final int DELETE = 0x7f;

  private RoutingRules() {}

  /** A redirect. */
  record Target(int status, String location) {}

  /**
   * The redirect for a request for {@code key}.
   *
   * @param error its error status, as text; null if that is not known yet, in which case rules with
   *     a status do not match
   * @return null if no rule matches
   */
  static Target find(
      WebsiteConfiguration configuration, HttpRequest request, String key, String error) {
    List<RoutingRule> rules = configuration.routingRules();
    if (rules != null) {
      for (RoutingRule rule : rules) {
        if (fits(rule.condition(), key, error)) {
          return target(rule, request, key);
        }
      }
    }
    return null;
  }

  private static boolean fits(Condition condition, String key, String error) {
    if (condition == null) {
      return error == null;
    }
    String prefix = condition.keyPrefixEquals();
    String code = condition.httpErrorCodeReturnedEquals();
    boolean known = code == null ? error == null : code.equals(error);
    return known && (prefix == null || key.startsWith(prefix));
  }

  private static Target target(RoutingRule rule, HttpRequest request, String key) {
    Redirect redirect = rule.redirect();
    String to = path(key);
    if (redirect.replaceKeyWith() != null) {
      to = written(redirect.replaceKeyWith());
    } else if (redirect.replaceKeyPrefixWith() != null) {
      Condition condition = rule.condition();
      String prefix = condition == null ? null : condition.keyPrefixEquals();
      to =
          written(redirect.replaceKeyPrefixWith())
              + path(key.substring(prefix == null ? 0 : prefix.length()));
    }
    String code = redirect.httpRedirectCode();
    return new Target(
        code == null ? MOVED_PERMANENTLY : Integer.parseInt(code),
        address(request, redirect.protocol(), redirect.hostName()) + "/" + to);
  }

  /**
   * A rule's text, which may also be a query string or a fragment ({@code #!/}, as in single-page
   * applications); only characters that are invalid in URLs are encoded.
   */
  private static String written(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              String symbol = Character.toString(c);
              out.append(c > ' ' && c < DELETE ? symbol : path(symbol));
            });
    return out.toString();
  }

  /** Protocol and host; by default those of {@code request}. */
  static String address(HttpRequest request, String protocol, String host) {
    String own = request.connection().isSecure() ? "https" : "http";
    return (protocol == null ? own : protocol)
        + "://"
        + (host == null ? request.header("Host") : host);
  }

  /** A key as a path. */
  static String path(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
