package dev.brume.iam.sts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.http.HttpCaller;
import dev.brume.core.kit.JsonDocument;
import java.math.BigInteger;
import java.net.URI;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Fetches the keys of identity providers: the document {@code .well-known/openid-configuration}
 * gives their location. For providers on this machine HTTP is accepted, while AWS only accepts
 * HTTPS.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517">RFC 7517</a>
 */
final class TokenKeys {
  /** "The identity provider must answer within five seconds". */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int MAX_BYTES = 1 << 20;

  private final HttpCaller caller = new HttpCaller(TIMEOUT);

  /**
   * Whether one of a provider's keys signed a token.
   *
   * @param issuer with its scheme
   * @return fails if the keys can't be fetched
   */
  CompletableFuture<Boolean> haveSigned(String issuer, JsonWebToken token) {
    String base = issuer.endsWith("/") ? issuer : issuer + "/";
    return fetch(base + ".well-known/openid-configuration")
        .thenCompose(configuration -> fetch(configuration.path("jwks_uri").asText()))
        .thenApply(keys -> keysOf(keys, token.keyId()).stream().anyMatch(token::isSignedBy));
  }

  private CompletableFuture<JsonNode> fetch(String address) {
    try {
      URI uri = URI.create(address);
      return caller.get(onLoopback(uri) ? plain(uri) : uri, MAX_BYTES).thenApply(TokenKeys::read);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static boolean onLoopback(URI uri) {
    String host = String.valueOf(uri.getHost());
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  private static URI plain(URI uri) {
    return URI.create("http" + uri.toString().substring(uri.getScheme().length()));
  }

  private static JsonNode read(HttpCaller.Document document) {
    if (document.status() != 200) {
      throw new CompletionException(new IllegalStateException("Status " + document.status()));
    }
    return JsonDocument.COMMON
        .find(document.text())
        .orElseThrow(() -> new CompletionException(new IllegalStateException("No JSON")));
  }

  /** The keys with that id, or all if the token has none. */
  private static List<PublicKey> keysOf(JsonNode set, String keyId) {
    List<PublicKey> keys = new ArrayList<>();
    for (JsonNode each : set.path("keys")) {
      if (keyId == null || keyId.equals(each.path("kid").asText())) {
        PublicKey key = key(each);
        if (key != null) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** The key; null if its kind is not supported. */
  private static PublicKey key(JsonNode key) {
    try {
      return switch (key.path("kty").asText()) {
        case "RSA" ->
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
        case "EC" ->
            KeyFactory.getInstance("EC")
                .generatePublic(
                    new ECPublicKeySpec(
                        new ECPoint(number(key, "x"), number(key, "y")),
                        curve(key.path("crv").asText())));
        default -> null;
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }

  private static BigInteger number(JsonNode key, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
  }

  private static ECParameterSpec curve(String name) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(name.replace("P-", "secp") + "r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }
}
