package dev.brume.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.server.Brume;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a request's bucket stands, and S3's words for signatures. Source of truth: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">virtual hosting
 * of buckets</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">query string
 * authentication</a>. Texts that AWS does not document are as S3 has answered in public bug
 * reports.
 */
class S3AddressesTest {
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/s3/aws4_request,"
          + " SignedHeaders=host, Signature=0a";

  private static final String PRESIGNED =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=k%2F20250101%2Fus-east-1%2Fs3%2F"
          + "aws4_request&X-Amz-Date=20250101T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=0a";

  private static Brume brume;

  @BeforeAll
  static void start() {
    brume = Brume.builder().virtualTime().start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static HttpResponse get(String host, String target, String authorization) {
    int mark = target.indexOf('?');
    Headers headers = new Headers().add("Host", host);
    if (authorization != null) {
      headers.add("Authorization", authorization);
    }
    return brume
        .handle(
            new HttpRequest(
                "GET",
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? null : target.substring(mark + 1),
                headers,
                RequestBody.EMPTY,
                ClientConnection.INTERNAL))
        .toCompletableFuture()
        .join();
  }

  private static String body(HttpResponse response) {
    return new String(response.bytes(), UTF_8);
  }

  /** The bucket that is missing tells which one was understood. */
  @ParameterizedTest
  @CsvSource({
    "localhost:4566, /bucket, bucket",
    "localhost:4566, /bucket/key, bucket",
    "s3.us-west-2.amazonaws.com, /bucket, bucket",
    "s3-us-west-2.amazonaws.com, /bucket, bucket",
    "s3.dualstack.us-west-2.amazonaws.com, /bucket, bucket",
    "bucket.s3.localhost:4566, /, bucket",
    "bucket.s3.localhost:4566, /key, bucket",
    "my.bucket.s3.eu-central-1.localhost.localstack.cloud:4566, /key, my.bucket",
    "bucket.s3.us-west-2.amazonaws.com, /a/b, bucket",
    "bucket.s3-us-west-2.amazonaws.com, /a, bucket",
    "bucket.s3-accelerate.amazonaws.com, /a, bucket",
    "bucket.localhost:4566, /key, bucket",
    "bucket.localhost:4566, /, bucket",
    "127.0.0.1:4566, /bucket/key, bucket"
  })
  void theBucketStandsInHostOrPath(String host, String path, String bucket) {
    for (String authorization : new String[] {SIGNED, null}) {
      HttpResponse response = get(host, path, authorization);

      assertThat(response.status()).isEqualTo(404);
      assertThat(body(response)).contains("<BucketName>" + bucket + "</BucketName>");
    }
  }

  /** That something of the path is left to be a key tells the operation that was understood. */
  @ParameterizedTest
  @CsvSource({
    "localhost:4566, /bucket/key",
    "bucket.s3.localhost:4566, /key",
    "bucket.s3-accelerate.amazonaws.com, /a/b",
    "bucket.localhost:4566, /key"
  })
  void theKeyStandsBehindTheBucket(String host, String path) {
    HttpResponse response = get(host, path + "?torrent", SIGNED);

    assertThat(response.status()).isEqualTo(501);
    assertThat(body(response)).contains("'GetObjectTorrent'", "'s3'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4566", "s3.localhost:4566", "s3.us-west-2.amazonaws.com"})
  void withoutBothTheServiceIsMeant(String host) {
    HttpResponse response = get(host, "/", SIGNED);

    assertThat(response.status()).isEqualTo(200);
    assertThat(body(response)).contains("<ListAllMyBucketsResult");
  }

  @Test
  void responsesCarryTheIdsOfS3() {
    HttpResponse response = get("localhost:4566", "/bucket/key", SIGNED);
    String requestId = response.headers().first("x-amz-request-id");

    assertThat(requestId).matches("[0-9A-Z]{16}");
    assertThat(response.headers().first("x-amz-id-2")).isNotEmpty();
    assertThat(response.headers().first("Server")).isEqualTo("AmazonS3");
    assertThat(body(response)).contains("<RequestId>" + requestId + "</RequestId>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bearer token | InvalidArgument | Unsupported Authorization Type",
        "AWS key | InvalidArgument | AWS authorization header is invalid.  Expected"
            + " AwsAccessKeyId:signature",
        "AWS4-HMAC-SHA256 Credential=a | AuthorizationHeaderMalformed | The authorization header"
            + " is malformed; the authorization header requires three components: Credential,"
            + " SignedHeaders, and Signature.",
        "AWS4-HMAC-SHA256 Credential= a | AuthorizationHeaderMalformed | The authorization header"
            + " is malformed; the authorization component \"a\" is malformed.",
        "AWS4-HMAC-SHA256 Credential=a,SignedHeaders=b,Signature=c | AuthorizationHeaderMalformed"
            + " | The authorization header is malformed; the Credential is mal-formed; expecting"
            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
      })
  void anUnreadableHeaderIsRefused(String authorization, String code, String message) {
    HttpResponse response = get("localhost:4566", "/bucket", authorization);

    assertThat(response.status()).isEqualTo(400);
    assertThat(body(response))
        .contains("<Code>" + code + "</Code>")
        .contains(
            "<Message>"
                + message.replace("<", "&lt;").replace(">", "&gt;").replace("\"", quote(response)));
  }

  /** Whether quotes are escaped in text is the XML writer's choice. */
  private static String quote(HttpResponse response) {
    return body(response).contains("&quot;") ? "&quot;" : "\"";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&X-Amz-Expires=-1 | X-Amz-Expires must be non-negative",
        "&X-Amz-Expires=604801 | X-Amz-Expires must be less than a week (in seconds); that is, the"
            + " given X-Amz-Expires must be less than 604800 seconds",
        "&X-Amz-Expires=soon | X-Amz-Expires should be a number",
        "&X-Amz-Expire=1 | Query-string authentication version 4 requires the X-Amz-Algorithm,"
            + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and"
            + " X-Amz-Expires parameters."
      })
  void anImpossibleExpiryIsRefused(String parameter, String message) {
    HttpResponse response = get("localhost:4566", "/bucket/key?" + PRESIGNED + parameter, null);

    assertThat(response.status()).isEqualTo(400);
    assertThat(body(response))
        .contains("<Code>AuthorizationQueryParametersError</Code>")
        .contains("<Message>" + message + "</Message>");
  }

  @Test
  void anExpiredAddressIsRefusedWithDetails() {
    try (Brume own = Brume.builder().virtualTime().start()) {
      brume.close();
      brume = own;
      String target = "/bucket/key?" + PRESIGNED + "&X-Amz-Expires=60";
      assertThat(get("localhost:4566", target, null).status()).isEqualTo(404);

      own.timeline().advance(Duration.ofSeconds(61));
      HttpResponse late = get("localhost:4566", target, null);

      assertThat(late.status()).isEqualTo(403);
      assertThat(body(late))
          .contains("<Code>AccessDenied</Code><Message>Request has expired</Message>")
          .contains("<X-Amz-Expires>60</X-Amz-Expires>")
          .contains("<Expires>2025-01-01T00:01:00Z</Expires>")
          .contains("<ServerTime>2025-01-01T00:01:01Z</ServerTime>");
    } finally {
      start();
    }
  }

  @Test
  void theLegacyFormExpiresToo() {
    String query = "/bucket/key?AWSAccessKeyId=k&Signature=s&Expires=";

    assertThat(get("localhost:4566", query + "4102444800", null).status()).isEqualTo(404);
    HttpResponse late = get("localhost:4566", query + "1000000000", null);
    assertThat(late.status()).isEqualTo(403);
    assertThat(body(late)).contains("Request has expired");
    for (String missing : List.of("Signature=s", "Expires=4102444800")) {
      HttpResponse open = get("localhost:4566", "/bucket/key?AWSAccessKeyId=k&" + missing, null);
      assertThat(open.status()).isEqualTo(403);
      assertThat(body(open))
          .contains(
              "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
                  + " parameters");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bucket.s3-website.us-east-1.localhost:4566",
        "bucket.s3-website-us-east-1.amazonaws.com"
      })
  void websitesAnswerWithPages(String host) {
    HttpResponse response = get(host, "/", null);

    assertThat(response.status()).isEqualTo(404);
    assertThat(body(response)).contains("<li>BucketName: bucket</li>");
  }

  @ParameterizedTest
  @CsvSource({
    "abc.execute-api.localhost:4566, execute-api",
    "abc.cloudfront.localhost:4566, cloudfront"
  })
  void endpointsOfOtherKindsAreNoBuckets(String host, String name) {
    HttpResponse response = get(host, "/", null);

    assertThat(response.status()).isEqualTo(501);
    assertThat(body(response)).contains("'" + name + "'");
  }
}
