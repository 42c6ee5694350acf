package dev.brume.core.auth;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The string to sign of version 2. Each character represents a byte of the request.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing
 *     and authenticating REST requests (AWS signature version 2)</a>
 */
final class Version2Text {
  private static final String OWN_HEADERS = "x-amz-";
  private static final String DATE = "x-amz-date";

  /**
   * The parameters that select the subresource or override response headers: listed by S3's
   * documentation and its SDKs.
   */
  private static final Set<String> SIGNED_PARAMETERS =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "cors",
          "defaultObjectAcl",
          "delete",
          "encryption",
          "inventory",
          "lifecycle",
          "location",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "partNumber",
          "policy",
          "replication",
          "requestPayment",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "restore",
          "select",
          "select-type",
          "storageClass",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  private Version2Text() {}

  /**
   * The string to sign.
   *
   * @param inQuery whether the signature is in the query string, which may then also hold headers
   *     that are not sent
   * @param resource the path, with a bucket from the host in front
   */
  static String of(HttpRequest request, boolean inQuery, String resource) {
    Map<String, String> parameters = QueryString.decoded(request.query());
    Map<String, String> own = new TreeMap<>();
    Headers headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      add(own, headers.name(i), headers.value(i));
    }
    if (inQuery) {
      Map<String, String> moved = new TreeMap<>();
      Map<String, String> decoded = new TreeMap<>();
      parameters.forEach(
          (name, value) -> {
            add(moved, name, value == null ? "" : wire(value));
            add(decoded, name, value == null ? "" : value);
          });
      // The service may have made headers of them: then too they are signed as they were sent.
      moved.forEach(
          (name, value) -> {
            if (own.getOrDefault(name, decoded.get(name)).equals(decoded.get(name))) {
              own.put(name, value);
            }
          });
    }
    StringBuilder text = new StringBuilder(request.method());
    text.append('\n').append(header(request, parameters, inQuery, "content-md5"));
    text.append('\n').append(header(request, parameters, inQuery, "content-type"));
    text.append('\n').append(date(request, parameters, inQuery, own)).append('\n');
    own.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    text.append(resource);
    char separator = '?';
    for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
      if (SIGNED_PARAMETERS.contains(parameter.getKey())) {
        text.append(separator).append(parameter.getKey());
        if (parameter.getValue() != null) {
          text.append('=').append(wire(parameter.getValue()));
        }
        separator = '&';
      }
    }
    return text.toString();
  }

  private static void add(Map<String, String> own, String name, String value) {
    if (name.regionMatches(true, 0, OWN_HEADERS, 0, OWN_HEADERS.length())) {
      own.merge(name.toLowerCase(Locale.ROOT), value.strip(), (a, b) -> a + "," + b);
    }
  }

  private static String header(
      HttpRequest request, Map<String, String> parameters, boolean inQuery, String name) {
    String value = request.header(name);
    if (value == null && inQuery) {
      value = parameters.get(name);
    }
    return value == null ? "" : value.strip();
  }

  /** Of two dates, the x-amz one is signed among the other headers. */
  private static String date(
      HttpRequest request,
      Map<String, String> parameters,
      boolean inQuery,
      Map<String, String> own) {
    if (inQuery) {
      return parameters.getOrDefault("Expires", "");
    }
    String date = own.containsKey(DATE) ? null : request.header("Date");
    return date == null ? "" : date;
  }

  private static String wire(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
