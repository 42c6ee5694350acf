package dev.brume.core.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets pages of this machine and of configured origins use the emulator from a browser, and refuses
 * all other pages: otherwise any web site could use an emulator that runs on its visitor's machine.
 * Immutable.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch: CORS protocol</a>
 */
public final class CrossOrigin {
  private static final String METHODS = "HEAD,GET,PUT,POST,DELETE,OPTIONS,PATCH";

  /** The Origin value of a page whose origin is hidden. */
  private static final String OPAQUE = "null";

  /** Headers that browser SDKs send in addition to the CORS-safelisted ones. */
  private static final List<String> REQUEST_HEADERS =
      List.of(
          "authorization",
          "cache-control",
          "content-encoding",
          "content-length",
          "content-md5",
          "content-type",
          "etag",
          "location",
          "smithy-protocol",
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "x-amz-acl",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-decoded-content-length",
          "x-amz-request-id",
          "x-amz-security-token",
          "x-amz-tagging",
          "x-amz-target",
          "x-amz-trailer",
          "x-amz-user-agent",
          "x-amz-version-id",
          "x-amzn-query-mode",
          "x-amzn-requestid");

  /** Headers that browser SDKs read in addition to the CORS-safelisted ones. */
  private static final List<String> RESPONSE_HEADERS =
      List.of(
          "etag",
          "x-amz-crc32",
          "x-amz-id-2",
          "x-amz-request-id",
          "x-amz-version-id",
          "x-amzn-errortype",
          "x-amzn-query-error",
          "x-amzn-requestid");

  /**
   * The configuration.
   *
   * @param anyOrigin whether every page is admitted: DISABLE_CORS_CHECKS
   * @param silent whether no header is added and no preflight answered: DISABLE_CORS_HEADERS
   * @param origins further origins such as {@code https://example.com:8080}:
   *     EXTRA_CORS_ALLOWED_ORIGINS
   * @param requestHeaders further headers that pages may send: EXTRA_CORS_ALLOWED_HEADERS
   * @param responseHeaders further headers that pages may read: EXTRA_CORS_EXPOSE_HEADERS
   */
  public record Settings(
      boolean anyOrigin,
      boolean silent,
      List<String> origins,
      List<String> requestHeaders,
      List<String> responseHeaders) {
    /** Admits pages of this machine only. */
    public static final Settings DEFAULT =
        new Settings(false, false, List.of(), List.of(), List.of());
  }

  private final Settings settings;
  private final Set<String> origins = new LinkedHashSet<>();

  public CrossOrigin(Settings settings) {
    this.settings = settings;
    for (String origin : settings.origins()) {
      origins.add(normalized(origin));
    }
  }

  private static String normalized(String origin) {
    String text = origin.trim().toLowerCase(Locale.ROOT);
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * Answers a preflight request, and refuses requests of pages that are not admitted.
   *
   * @return the response, or null if the request is to be processed
   */
  public HttpResponse intercept(HttpRequest request) {
    String origin = request.header("Origin");
    if (origin == null) {
      return isOfForeignPage(request)
          ? HttpResponse.of(403, new Headers().add("Vary", "Sec-Fetch-Site"), new byte[0])
          : null;
    }
    if (!isAllowed(origin)) {
      return HttpResponse.of(403, new Headers().add("Vary", "Origin"), new byte[0]);
    }
    boolean preflight =
        request.method().equals("OPTIONS")
            && request.header("Access-Control-Request-Method") != null;
    return preflight && !settings.silent() ? preflight(request, origin) : null;
  }

  /**
   * Images, links and GET forms carry no Origin; browsers mark them as cross-site. If the page's
   * Referer is sent, its origin decides. A signed address that reads an object is served on every
   * page, as it is meant to be: that changes nothing, and the page does not see the bytes.
   *
   * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch metadata</a>
   */
  private boolean isOfForeignPage(HttpRequest request) {
    if (!"cross-site".equals(request.header("Sec-Fetch-Site"))) {
      return false;
    }
    return !isSignedRead(request) && !isAllowed(originOf(request.header("Referer")));
  }

  private static boolean isSignedRead(HttpRequest request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads || request.query() == null || request.path().startsWith("/_")) {
      return false;
    }
    Set<String> names = QueryString.decoded(request.query()).keySet();
    boolean signed = names.contains("X-Amz-Signature") || names.contains("Signature");
    // Requests of the query protocol change things by GET too.
    return signed && !names.contains("Action");
  }

  /** The origin of a page's URL; the opaque origin if the URL is not known. */
  private static String originOf(String address) {
    if (address == null) {
      return OPAQUE;
    }
    try {
      URI uri = new URI(address);
      String authority = uri.getRawAuthority();
      return authority == null || uri.getHost() == null
          ? OPAQUE
          : uri.getScheme() + "://" + authority;
    } catch (URISyntaxException e) {
      return OPAQUE;
    }
  }

  private HttpResponse preflight(HttpRequest request, String origin) {
    Headers headers = new Headers();
    allow(headers, origin);
    headers.add("Access-Control-Allow-Methods", METHODS);
    Set<String> names = new LinkedHashSet<>(REQUEST_HEADERS);
    addLowerCase(names, settings.requestHeaders());
    String wanted = request.header("Access-Control-Request-Headers");
    if (wanted != null) {
      addLowerCase(names, List.of(wanted.split(",")));
    }
    headers.add("Access-Control-Allow-Headers", String.join(",", names));
    if ("true".equals(request.header("Access-Control-Request-Private-Network"))) {
      headers.add("Access-Control-Allow-Private-Network", "true");
    }
    return HttpResponse.of(204, headers, new byte[0]);
  }

  /** Adds the CORS headers to a response, unless the service has added them. */
  public void decorate(HttpRequest request, Headers response) {
    String origin = request.header("Origin");
    if (origin == null
        || settings.silent()
        || !isAllowed(origin)
        || response.contains("Access-Control-Allow-Origin")) {
      return;
    }
    Set<String> names = new LinkedHashSet<>(RESPONSE_HEADERS);
    addLowerCase(names, settings.responseHeaders());
    response.forEach((name, value) -> names.add(name.toLowerCase(Locale.ROOT)));
    allow(response, origin);
    response.add("Access-Control-Expose-Headers", String.join(",", names));
  }

  private static void allow(Headers headers, String origin) {
    headers.add("Access-Control-Allow-Origin", origin);
    headers.add("Access-Control-Allow-Credentials", "true");
    headers.add("Vary", "Origin");
  }

  private static void addLowerCase(Set<String> names, List<String> more) {
    for (String name : more) {
      String trimmed = name.trim();
      if (!trimmed.isEmpty()) {
        names.add(trimmed.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Whether {@code request} comes from an admitted page. */
  public boolean admits(HttpRequest request) {
    String origin = request.header("Origin");
    return origin != null && isAllowed(origin);
  }

  private boolean isAllowed(String origin) {
    return settings.anyOrigin()
        || origins.contains(normalized(origin))
        || origins.contains("*")
        || isOfThisMachine(origin);
  }

  private static boolean isOfThisMachine(String origin) {
    try {
      URI uri = new URI(origin);
      String scheme = uri.getScheme();
      String host = uri.getHost();
      boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      return web && host != null && isLocalHost(host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isLocalHost(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("127.0.0.1")
        || host.equals("[::1]")
        || host.equals("localhost.localstack.cloud")
        || host.endsWith(".localhost.localstack.cloud");
  }
}
