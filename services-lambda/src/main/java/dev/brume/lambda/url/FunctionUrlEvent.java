package dev.brume.lambda.url;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import dev.brume.core.kit.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request to a function's URL in event form.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">
 *     Request and response payloads</a>
 */
final class FunctionUrlEvent {
  private static final String DEFAULT = "$default";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Pattern TEXT =
      Pattern.compile(
          "(text/.*|application/(json|xml|javascript|x-www-form-urlencoded)|.*\\+(json|xml))"
              + "( *;.*)?",
          Pattern.CASE_INSENSITIVE);

  /** Cookies have their own member; the others are connection headers, which are not passed on. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "cookie",
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  private FunctionUrlEvent() {}

  /**
   * The event in JSON.
   *
   * @param caller the signer of the request; null if not needed
   */
  static String of(
      RequestContext context, String id, FunctionUrlCaller caller, byte[] body, long nowMillis) {
    HttpRequest request = context.http();
    String path = QueryString.decode(request.path().replace("+", "%2B"));
    String query = request.query() == null ? "" : request.query();
    ObjectNode event = JsonDocument.newObject();
    event.put("version", "2.0");
    event.put("routeKey", DEFAULT);
    event.put("rawPath", path);
    event.put("rawQueryString", query);
    putCookies(event, request);
    putHeaders(event.putObject("headers"), request);
    putQuery(event, query);
    ObjectNode shown = event.putObject("requestContext");
    putContext(shown, context, id, path, nowMillis);
    if (caller != null) {
      shown.put("accountId", caller.account());
      caller.put(shown, context.scope().partition());
    }
    if (body.length > 0) {
      String type = request.header("Content-Type");
      boolean text = type != null && TEXT.matcher(type).matches();
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
      event.put("isBase64Encoded", !text);
    } else {
      event.put("isBase64Encoded", false);
    }
    return JsonDocument.text(event);
  }

  private static void putCookies(ObjectNode event, HttpRequest request) {
    String cookies = String.join("; ", request.headers().all("Cookie"));
    if (!cookies.isEmpty()) {
      ArrayNode list = event.putArray("cookies");
      for (String cookie : cookies.split("; *")) {
        list.add(cookie);
      }
    }
  }

  private static void putHeaders(ObjectNode headers, HttpRequest request) {
    request
        .headers()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!OF_THE_CONNECTION.contains(lower)) {
                String known = headers.path(lower).asText("");
                headers.put(lower, known.isEmpty() ? value : known + "," + value);
              }
            });
    headers.put("x-forwarded-proto", request.connection().isSecure() ? "https" : "http");
    headers.put("x-forwarded-for", request.connection().remoteAddress());
  }

  private static void putQuery(ObjectNode event, String query) {
    if (query.isEmpty()) {
      return;
    }
    ObjectNode parameters = event.putObject("queryStringParameters");
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = QueryString.decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : QueryString.decode(pair.substring(equals + 1));
      String known = parameters.path(name).asText(null);
      parameters.put(name, known == null ? value : known + "," + value);
    }
  }

  private static void putContext(
      ObjectNode shown, RequestContext context, String id, String path, long nowMillis) {
    HttpRequest request = context.http();
    shown.put("accountId", "anonymous");
    shown.put("apiId", id);
    shown.put("domainName", HostNames.nameOf(request.header("Host")));
    shown.put("domainPrefix", id);
    ObjectNode http = shown.putObject("http");
    http.put("method", request.method());
    http.put("path", path);
    http.put("protocol", "HTTP/1.1");
    http.put("sourceIp", request.connection().remoteAddress());
    http.put("userAgent", request.header("User-Agent"));
    shown.put("requestId", context.requestId());
    shown.put("routeKey", DEFAULT);
    shown.put("stage", DEFAULT);
    shown.put("time", TIME.format(Instant.ofEpochMilli(nowMillis)));
    shown.put("timeEpoch", nowMillis);
  }
}
