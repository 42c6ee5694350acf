package dev.brume.iam.sts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.brume.core.access.Authorizer;
import dev.brume.core.kit.JsonDocument;
import dev.brume.iam.IamTestServer;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Roles for those whom an OpenID Connect provider knows, here a small one on this machine. Texts of
 * refusals are known from AWS's own answers, as users quote them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>
 */
class WebIdentityTest {
  private static HttpServer provider;
  private static String issuer;
  private static KeyPair keys;

  private final TestServer server = IamTestServer.in(Authorizer.Mode.ENFORCED);
  private final WireClient iam = server.client(IamApi.SERVICE);
  private final WireClient sts = server.client(StsApi.SERVICE);

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "https://localhost:" + provider.getAddress().getPort();
    serve("/.well-known/openid-configuration", "{\"jwks_uri\":\"" + issuer + "/keys\"}");
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    serve(
        "/keys",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%s\",\"e\":\"%s\"}]}"
            .formatted(base64(key.getModulus()), base64(key.getPublicExponent())));
    provider.start();
  }

  private static void serve(String path, String text) {
    provider.createContext(
        path,
        exchange -> {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @AfterAll
  static void stop() {
    provider.stop(0);
  }

  private static String base64(BigInteger number) {
    return base64(number.toByteArray());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private ObjectNode claims(String subject) {
    long now = server.timeline().nowMillis() / 1000;
    return JsonDocument.newObject()
        .put("iss", issuer)
        .put("sub", subject)
        .put("aud", "client")
        .put("exp", now + 600);
  }

  private static String token(ObjectNode claims, String algorithm, PrivateKey key) {
    String header = "{\"kid\":\"k\",\"alg\":\"%s\"}".formatted(algorithm);
    String text =
        base64(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(JsonDocument.text(claims).getBytes(StandardCharsets.UTF_8));
    if (key == null) {
      return text + ".";
    }
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String token(ObjectNode claims) {
    return token(claims, "RS256", keys.getPrivate());
  }

  private void createProvider() {
    iam.ok("CreateOpenIDConnectProvider", "Url", issuer, "ClientIDList", List.of("client"));
  }

  private String createRole(String subject) {
    String host = issuer.substring("https://".length());
    String trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
        "Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/%s"},
        "Condition":{"StringEquals":{"%s:sub":"%s","%s:aud":"client"}}}]}"""
            .formatted(host, host, subject, host);
    return iam.ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trust)
        .path("Role")
        .path("Arn")
        .asText();
  }

  private WireAnswer assume(String token) {
    return sts.anonymous()
        .start(
            "AssumeRoleWithWebIdentity",
            Map.of(
                "RoleArn",
                "arn:aws:iam::123456789012:role/r",
                "RoleSessionName",
                "session",
                "WebIdentityToken",
                token))
        .join();
  }

  @Test
  void isTrustedByARole() {
    createProvider();
    createRole("me");

    JsonNode answer = assume(token(claims("me"))).ok();

    assertThat(answer.path("SubjectFromWebIdentityToken").asText()).isEqualTo("me");
    assertThat(answer.path("Audience").asText()).isEqualTo("client");
    assertThat(answer.path("Provider").asText())
        .isEqualTo(
            "arn:aws:iam::123456789012:oidc-provider/" + issuer.substring("https://".length()));
    assertThat(answer.path("AssumedRoleUser").path("Arn").asText())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/r/session");
    assertThat(answer.path("Credentials").path("AccessKeyId").asText()).startsWith("ASIA");
  }

  @Test
  void isRefusedWithoutTrust() {
    createProvider();
    createRole("me");
    for (String stranger : List.of("you", "ME", "me ")) {
      assume(token(claims(stranger)))
          .isError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }
  }

  @Test
  void isRefusedWhereTheAccountDoesNotKnowTheProvider() {
    createRole("me");
    assume(token(claims("me")))
        .isError(
            400,
            "InvalidIdentityToken",
            "No OpenIDConnect provider found in your account for " + issuer);
  }

  @Test
  void isRefusedWhenForged() throws GeneralSecurityException {
    createProvider();
    createRole("me");
    KeyPair others = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String good = token(claims("me"));
    String moved =
        token(claims("you")).replaceAll("\\.[^.]*$", "") + good.substring(good.lastIndexOf('.'));
    for (String forged :
        List.of(
            token(claims("me"), "RS256", others.getPrivate()),
            token(claims("me"), "none", null),
            token(claims("me"), "HS256", keys.getPrivate()),
            moved)) {
      assume(forged).isError(400, "InvalidIdentityToken", "Provided Token is not valid");
    }
    assume("a.b.c")
        .isError(
            400,
            "InvalidIdentityToken",
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an"
                + " Access Token)");
  }

  @Test
  void isRefusedForOthersAndLate() {
    createProvider();
    createRole("me");
    assume(token(claims("me").put("aud", "other")))
        .isError(400, "InvalidIdentityToken", "Incorrect token audience");
    String token = token(claims("me"));
    server.passSeconds(600);
    assume(token).isError(400, "ExpiredTokenException");
  }

  /** GetWebIdentityToken makes tokens that others verify; this server's own are a way to test. */
  @Test
  void isVouchedForByThisServer() {
    sts.call("GetWebIdentityToken", "Audience", List.of("client"), "SigningAlgorithm", "ES384")
        .isError(403, "OutboundWebIdentityFederationDisabledException");
    String own =
        iam.ok("EnableOutboundWebIdentityFederation", Map.of()).path("IssuerIdentifier").asText();
    iam.ok("CreateOpenIDConnectProvider", "Url", own, "ClientIDList", List.of("client"));
    String trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
        "Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/%s"}}]}"""
            .formatted(own.substring("https://".length()));
    iam.ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trust);

    for (String algorithm : List.of("ES384", "RS256")) {
      String token =
          sts.ok(
                  "GetWebIdentityToken",
                  "Audience",
                  List.of("client"),
                  "SigningAlgorithm",
                  algorithm)
              .path("WebIdentityToken")
              .asText();
      assertThat(assume(token).ok().path("SubjectFromWebIdentityToken").asText())
          .isEqualTo("arn:aws:iam::123456789012:root");
      String[] parts = token.split("\\.");
      assume(parts[0] + "." + parts[1] + "." + base64(new byte[96]))
          .isError(400, "InvalidIdentityToken");
    }
  }

  /** Without enforcement a token needs no provider: the emulator's own rule. */
  @Test
  void isTakenAtItsWordWhereNothingIsEnforced() {
    TestServer open = IamTestServer.in(Authorizer.Mode.OFF);
    JsonNode answer =
        open.client(StsApi.SERVICE)
            .ok(
                "AssumeRoleWithWebIdentity",
                "RoleArn",
                "arn:aws:iam::123456789012:role/r",
                "RoleSessionName",
                "session",
                "WebIdentityToken",
                token(claims("me")));
    assertThat(answer.path("SubjectFromWebIdentityToken").asText()).isEqualTo("me");
  }
}
