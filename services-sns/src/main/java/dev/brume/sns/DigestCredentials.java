package dev.brume.sns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a challenge of Digest authentication.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2617#section-3">RFC 2617, Digest access
 *     authentication scheme</a>
 */
final class DigestCredentials {
  private static final String SCHEME = "digest ";
  private static final String NONCE_COUNT = "00000001";
  private static final String SESSION = "-sess";

  /** A parameter of a challenge: its name, and its value as a quoted string or a token. */
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z0-9*_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  private final Map<String, String> challenge;
  private final String algorithm;

  private DigestCredentials(Map<String, String> challenge) {
    this.challenge = challenge;
    algorithm = challenge.getOrDefault("algorithm", "MD5");
  }

  /** Parses a challenge; null if it is not a supported Digest challenge. */
  static DigestCredentials of(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher matcher = PARAMETER.matcher(header.substring(SCHEME.length()));
    while (matcher.find()) {
      String quoted = matcher.group(2);
      String value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
      parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
    }
    DigestCredentials known = new DigestCredentials(parameters);
    boolean isComplete = parameters.containsKey("realm") && parameters.containsKey("nonce");
    return isComplete && known.isAnswerable() ? known : null;
  }

  private boolean isAnswerable() {
    String qualities = challenge.get("qop");
    return digest() != null
        && (qualities == null || Arrays.asList(qualities.split("[\\s,]+")).contains("auth"));
  }

  /** The digest algorithm of the challenge; null if unknown. */
  private MessageDigest digest() {
    String name = algorithm.toUpperCase(Locale.ROOT).replace(SESSION.toUpperCase(Locale.ROOT), "");
    try {
      return name.equals("MD5") || name.equals("SHA-256") ? MessageDigest.getInstance(name) : null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has " + name, e);
    }
  }

  private String hash(String... parts) {
    byte[] bytes = String.join(":", parts).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * The header {@code Authorization} of a request.
   *
   * @param method such as {@code POST}
   * @param target path and query of the request
   * @param clientNonce a new value
   */
  String header(String method, String user, String password, String target, String clientNonce) {
    String realm = challenge.get("realm");
    String nonce = challenge.get("nonce");
    String secret = hash(user, realm, password);
    if (algorithm.toLowerCase(Locale.ROOT).endsWith(SESSION)) {
      secret = hash(secret, nonce, clientNonce);
    }
    String request = hash(method, target);
    boolean hasQuality = challenge.containsKey("qop");
    String response =
        hasQuality
            ? hash(secret, nonce, NONCE_COUNT, clientNonce, "auth", request)
            : hash(secret, nonce, request);
    StringBuilder header = new StringBuilder("Digest ");
    add(header, "username", user);
    add(header, "realm", realm);
    add(header, "nonce", nonce);
    add(header, "uri", target);
    add(header, "response", response);
    add(header, "opaque", challenge.get("opaque"));
    if (challenge.containsKey("algorithm")) {
      header.append("algorithm=").append(algorithm).append(", ");
    }
    if (hasQuality) {
      header.append("qop=auth, nc=").append(NONCE_COUNT).append(", ");
      add(header, "cnonce", clientNonce);
    }
    return header.substring(0, header.length() - 2);
  }

  private static void add(StringBuilder header, String name, String value) {
    if (value != null) {
      String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
      header.append(name).append("=\"").append(quoted).append("\", ");
    }
  }
}
