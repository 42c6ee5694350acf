package dev.brume.iam.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signed token of an identity provider.
 *
 * @param header the header
 * @param claims the claims
 * @param signed the text that is signed
 * @param signature of that text
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 */
record JsonWebToken(ObjectNode header, ObjectNode claims, String signed, byte[] signature) {
  /**
   * The algorithms that AWS accepts; {@code none} and shared-secret algorithms are not among them.
   */
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "RS256", "SHA256withRSA",
          "RS384", "SHA384withRSA",
          "RS512", "SHA512withRSA",
          "ES256", "SHA256withECDSAinP1363Format",
          "ES384", "SHA384withECDSAinP1363Format",
          "ES512", "SHA512withECDSAinP1363Format");

  private static final int PARTS = 3;

  /** Parses a token; empty if it is malformed. */
  static Optional<JsonWebToken> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      Optional<ObjectNode> header = JsonDocument.COMMON.object(decoded(parts[0]));
      Optional<ObjectNode> claims = JsonDocument.COMMON.object(decoded(parts[1]));
      return header.isEmpty() || claims.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new JsonWebToken(
                  header.get(),
                  claims.get(),
                  parts[0] + "." + parts[1],
                  Base64.getUrlDecoder().decode(parts[2])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  /** A string claim; null if there is none. */
  String text(String claim) {
    JsonNode value = claims.path(claim);
    return value.isTextual() ? value.asText() : null;
  }

  /** A time in seconds since 1970; null if there is none. */
  Long seconds(String claim) {
    JsonNode value = claims.path(claim);
    return value.isNumber() ? Long.valueOf(value.asLong()) : null;
  }

  /** The audiences of the token. */
  List<String> audiences() {
    JsonNode audience = claims.path("aud");
    List<String> all = new ArrayList<>();
    if (audience.isTextual()) {
      all.add(audience.asText());
    }
    if (audience.isArray()) {
      audience.forEach(each -> all.add(each.asText()));
    }
    return all;
  }

  /** The signing key's id; null if absent. */
  String keyId() {
    return header.path("kid").isTextual() ? header.path("kid").asText() : null;
  }

  /** Whether {@code key} signed it. */
  boolean isSignedBy(PublicKey key) {
    String algorithm = ALGORITHMS.get(header.path("alg").asText());
    if (algorithm == null || algorithm.contains("RSA") != key.getAlgorithm().equals("RSA")) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
