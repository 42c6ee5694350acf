package dev.brume.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the heads of requests as the SDKs do, signed, so that a server that verifies can be
 * measured beside those that don't.
 */
final class Signing {
  static final String KEY = "test";
  static final String SECRET = "test";

  private static final String USER_AGENT =
      "aws-sdk-java/2.40.2 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1 lang/java#25.0.3";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Signing() {}

  /**
   * The head of a request, up to and with its blank line.
   *
   * @param target path and query, whose parameters are in order
   * @param fields those of the operation, by their names in lower case
   * @param payload what is signed of the body
   */
  static byte[] head(
      String service, String method, String target, Map<String, String> fields, String payload) {
    SortedMap<String, String> signed = new TreeMap<>(fields);
    String date = now();
    signed.put("amz-sdk-invocation-id", "2a7b1f6e-8f0e-4a52-9d5c-3f5f4a5f6b11");
    signed.put("amz-sdk-request", "attempt=1; max=3");
    signed.put("x-amz-date", date);
    String scope = date.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
    StringBuilder lines = new StringBuilder();
    StringBuilder head = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\n");
    signed.forEach(
        (name, value) -> {
          lines.append(name).append(':').append(value).append('\n');
          head.append(name).append(": ").append(value).append("\r\n");
        });
    String names = String.join(";", signed.keySet());
    String signature = signature(date, scope, method, target, lines.toString(), names, payload);
    head.append("user-agent: " + USER_AGENT)
        .append("\r\nauthorization: AWS4-HMAC-SHA256 Credential=" + KEY + '/' + scope)
        .append(", SignedHeaders=" + names + ", Signature=" + signature)
        .append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The path and, in a line of its own, the query in which every parameter has a value. */
  private static String canonicalTarget(String target) {
    int query = target.indexOf('?');
    if (query < 0) {
      return target + '\n';
    }
    String[] parameters = target.substring(query + 1).split("&");
    Arrays.setAll(
        parameters, i -> parameters[i].contains("=") ? parameters[i] : parameters[i] + '=');
    return target.substring(0, query) + '\n' + String.join("&", parameters);
  }

  /** The present moment as signatures have it. */
  static String now() {
    return DATE.format(Instant.now());
  }

  /**
   * The signature of a request.
   *
   * @param scope date, region, service and {@code aws4_request}
   * @param lines the signed fields in their order, each with a line feed
   */
  static String signature(
      String date,
      String scope,
      String method,
      String target,
      String lines,
      String names,
      String payload) {
    String canonical =
        method + '\n' + canonicalTarget(target) + '\n' + lines + '\n' + names + '\n' + payload;
    return sign(scope, "AWS4-HMAC-SHA256\n" + date + '\n' + scope + '\n' + sha256(utf8(canonical)));
  }

  /** The signature of a text to sign. */
  static String sign(String scope, String text) {
    byte[] key = utf8("AWS4" + SECRET);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
