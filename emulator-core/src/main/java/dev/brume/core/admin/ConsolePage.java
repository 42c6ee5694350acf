package dev.brume.core.admin;

import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The page at {@code /_brume/}, for people: a document, a style sheet and a script from the jar. It
 * may load nothing from elsewhere, and no script but its own runs in it, whatever data it shows.
 */
public final class ConsolePage {
  /** Its path. */
  public static final String PATH = "/_brume";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private ConsolePage() {}

  static void addTo(AdminRoutes routes) {
    routes
        .on("GET", PATH, (request, wildcard) -> file("console.html", "text/html"))
        .on("GET", PATH + "/console.css", (request, wildcard) -> file("console.css", "text/css"))
        .on(
            "GET",
            PATH + "/console.js",
            (request, wildcard) -> file("console.js", "text/javascript"));
  }

  /**
   * Whether a person visits the server's root: with a browser, unsigned and without a query, under
   * a host name without a prefix, which would be a bucket's.
   */
  public static boolean isVisit(HttpRequest request, HostNames hosts) {
    String accepted = request.header("Accept");
    if (!request.method().equals("GET")
        || request.query() != null
        || request.header("Authorization") != null
        || accepted == null
        || !accepted.contains("text/html")) {
      return false;
    }
    HostNames.Prefix prefix = hosts.prefixOf(request);
    return prefix == null ? hosts.isTrusted(request) : prefix.labels().isEmpty();
  }

  private static HttpResponse file(String name, String type) {
    try (InputStream stream = ConsolePage.class.getResourceAsStream(name)) {
      Headers headers = new Headers().add("Content-Type", type + "; charset=utf-8");
      headers.add("Content-Security-Policy", POLICY);
      headers.add("X-Content-Type-Options", "nosniff");
      headers.add("Referrer-Policy", "no-referrer");
      headers.add("Cache-Control", "no-cache");
      return HttpResponse.of(200, headers, stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
