package dev.brume.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.server.Brume;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a signature that does not hold is answered, by JSON, by query and by S3. Source of truth:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. The order of the checks is
 * not documented.
 */
class VerifiedSignaturesTest {
  private static final String NOW = "20250101T000000Z";

  private static Brume brume;

  @BeforeAll
  static void start() {
    Instant past = Instant.parse("2024-12-31T23:59:59Z");
    Instant future = Instant.parse("2025-01-02T00:00:00Z");
    brume =
        Brume.builder()
            .virtualTime()
            .verify(
                Credentials.of(
                    List.of(
                        Credential.of("AKIDA", "secret", "123456789012"),
                        new Credential("ASIAOLD", "s", "123456789012", "token", past),
                        new Credential("ASIANEW", "s", "123456789012", "token", future))))
            .start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static HttpResponse send(
      String kind, String key, String date, String token, String signedHeaders) {
    String service = kind.equals("s3") ? "s3" : "sqs";
    Headers headers = new Headers().add("Host", "localhost:4566").add("X-Amz-Date", date);
    String body = "";
    switch (kind) {
      case "json" -> {
        headers.add("X-Amz-Target", "AmazonSQS.ListQueues");
        headers.add("Content-Type", "application/x-amz-json-1.0");
        body = "{}";
      }
      case "query" -> {
        headers.add("Content-Type", "application/x-www-form-urlencoded");
        body = "Action=ListQueues&Version=2012-11-05";
      }
      default -> headers.add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    }
    if (!token.equals("-")) {
      headers.add("X-Amz-Security-Token", token);
    }
    headers.add(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/20250101/us-east-1/%s/aws4_request, SignedHeaders=%s,"
                .formatted(key, service, signedHeaders)
            + " Signature=0a");
    return brume
        .handle(
            new HttpRequest(
                kind.equals("s3") ? "GET" : "POST",
                "/",
                null,
                headers,
                new RequestBody.Whole(body.getBytes(UTF_8)),
                ClientConnection.INTERNAL))
        .toCompletableFuture()
        .join();
  }

  private static final String ALL =
      "host;x-amz-content-sha256;x-amz-date;x-amz-security-token;x-amz-target";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | AKIDB | - | 400 | UnrecognizedClientException",
        "query | AKIDB | - | 403 | InvalidClientTokenId",
        "s3 | AKIDB | - | 403 | InvalidAccessKeyId",
        "json | ASIAOLD | token | 400 | ExpiredTokenException",
        "query | ASIAOLD | token | 403 | ExpiredToken",
        "s3 | ASIAOLD | token | 400 | ExpiredToken",
        "json | ASIANEW | other | 400 | UnrecognizedClientException",
        "query | ASIANEW | - | 403 | InvalidClientTokenId",
        "s3 | ASIANEW | other | 400 | InvalidToken",
        "json | AKIDA | - | 400 | InvalidSignatureException",
        "query | AKIDA | - | 403 | SignatureDoesNotMatch",
        "s3 | AKIDA | - | 403 | SignatureDoesNotMatch"
      })
  void theKeyDecides(String kind, String key, String token, int status, String code) {
    HttpResponse response = send(kind, key, NOW, token, ALL);

    assertThat(new String(response.bytes(), UTF_8)).contains(code);
    assertThat(response.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | 20250101T001501Z | 400 | Signature not yet current: 20250101T001501Z is still later"
            + " than 20250101T001500Z (20250101T000000Z + 15 min.)",
        "query | 20250101T001501Z | 403 | Signature not yet current",
        "s3 | 20250101T001501Z | 403 | RequestTimeTooSkewed",
        "json | 20250102T000000Z | 400 | Date in Credential scope does not match YYYYMMDD",
        "s3 | 20250102T000000Z | 400 | AuthorizationHeaderMalformed",
        "json | yesterday | 400 | IncompleteSignature",
        "s3 | yesterday | 403 | AccessDenied"
      })
  void theDateMustBeNear(String kind, String date, int status, String text) {
    HttpResponse response = send(kind, "AKIDA", date, "-", ALL);

    assertThat(new String(response.bytes(), UTF_8)).contains(text);
    assertThat(response.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "json | x-amz-date;x-amz-target | 'Host' or ':authority' must be a 'SignedHeader'",
        "json | host;x-amz-date | 'x-amz-target' must be a 'SignedHeader'",
        "s3 | host | <HeadersNotSigned>x-amz-date</HeadersNotSigned>",
        "s3 | host;x-amz-date | <SignatureProvided>0a</SignatureProvided>",
        "s3 | host;x-amz-date | <StringToSignBytes>41 57 53 34 2d 48",
        "s3 | host;x-amz-date | <CanonicalRequestBytes>47 45 54 0a 2f 0a",
        "json | host;x-amz-date;x-amz-target | \\n\\nThe String-to-Sign should have been\\n'AWS4",
        "json | host;x-amz-date;x-amz-target | The Canonical String for this request should have"
            + " been\\n'POST\\n/\\n\\nhost:localhost:4566\\nx-amz-date:20250101T000000Z"
      })
  void theAnswerSaysWhatWouldHaveBeenRight(String kind, String signedHeaders, String text) {
    HttpResponse response = send(kind, "AKIDA", NOW, "-", signedHeaders);

    assertThat(new String(response.bytes(), UTF_8)).contains(text);
  }
}
