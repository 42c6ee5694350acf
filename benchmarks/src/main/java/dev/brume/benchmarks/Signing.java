package dev.brume.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to SQS as the SDKs do, so that a server that verifies can be measured beside those
 * that don't.
 */
final class Signing {
  static final String KEY = "test";
  static final String SECRET = "test";

  static final String SIGNED_HEADERS =
      "amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;x-amz-date;x-amz-target";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Signing() {}

  static String date() {
    return DATE.format(Instant.now());
  }

  static String scope(String date) {
    return date.substring(0, 8) + "/us-east-1/sqs/aws4_request";
  }

  /**
   * The signature of a POST to {@code /}.
   *
   * @param signedFields each signed header field in order, as {@code name:value}, with a line feed
   */
  static String sign(String date, String signedFields, byte[] body) {
    String canonical = "POST\n/\n\n" + signedFields + "\n" + SIGNED_HEADERS + "\n" + sha256(body);
    String stringToSign =
        "AWS4-HMAC-SHA256\n" + date + "\n" + scope(date) + "\n" + sha256(utf8(canonical));
    byte[] key = utf8("AWS4" + SECRET);
    for (String part : scope(date).split("/")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, stringToSign));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
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
