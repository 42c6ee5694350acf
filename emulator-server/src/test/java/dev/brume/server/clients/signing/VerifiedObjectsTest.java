package dev.brume.server.clients.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.server.Brume;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.RegionSet;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects by the AWS SDK for Java on a server that verifies: whatever the client makes of their
 * keys and contents. Source of truth:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
class VerifiedObjectsTest {
  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String TEXT = "some text ".repeat(30_000);

  private static Brume brume;
  private static S3Client s3;
  private static S3AsyncClient s3Async;

  @BeforeAll
  static void start() {
    Credentials known = Credentials.of(List.of(Credential.of(KEY, SECRET, "123456789012")));
    brume = Brume.builder().verify(known).start();
    s3 = client(credentials(SECRET)).build();
    s3Async =
        S3AsyncClient.builder()
            .endpointOverride(brume.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials(SECRET))
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .build();
    s3.createBucket(r -> r.bucket("signed"));
  }

  @AfterAll
  static void stop() {
    s3.close();
    s3Async.close();
    brume.close();
  }

  private static AwsCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret));
  }

  /** Retries, for the SDK's clock is one for all clients, and those of virtual time set it. */
  private static S3ClientBuilder client(AwsCredentialsProvider credentials) {
    return S3Client.builder()
        .endpointOverride(brume.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials)
        .httpClientBuilder(ApacheHttpClient.builder());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a b+c%d&e=f",
        "a//b/",
        "/slash",
        "a/./b/../c",
        "a/..",
        "~a._-",
        "\u00fc/\u20ac/\ud83d\ude00",
        "'()*!:@;,$",
        "a?b#c\"<>|\\^`{}[]"
      })
  void keysMayBeOdd(String key) {
    s3.putObject(
        r -> r.bucket("signed").key(key).metadata(Map.of("a", "x  y, \"z\"")),
        RequestBody.fromString(key));

    assertThat(s3.getObjectAsBytes(r -> r.bucket("signed").key(key)).asUtf8String()).isEqualTo(key);
  }

  /** The bodies come in one piece, in signed chunks, in signed chunks with a trailer. */
  @ParameterizedTest
  @CsvSource({"false, ", "true, ", "true, CRC32", "true, SHA256", "true, SHA1"})
  void payloadsMayBeChunked(boolean chunked, ChecksumAlgorithm algorithm) {
    try (S3Client client =
        client(credentials(SECRET))
            .serviceConfiguration(
                S3Configuration.builder()
                    .chunkedEncodingEnabled(chunked)
                    .pathStyleAccessEnabled(true)
                    .build())
            .forcePathStyle(null)
            .build()) {
      client.putObject(
          r -> r.bucket("signed").key("chunks").checksumAlgorithm(algorithm),
          RequestBody.fromString(TEXT));
    }

    assertThat(s3.getObjectAsBytes(r -> r.bucket("signed").key("chunks")).asUtf8String())
        .isEqualTo(TEXT);
  }

  @Test
  void theAsyncClientSignsToo() {
    s3Async
        .putObject(r -> r.bucket("signed").key("async"), AsyncRequestBody.fromString(TEXT))
        .join();

    assertThat(
            s3Async
                .getObject(r -> r.bucket("signed").key("async"), AsyncResponseTransformer.toBytes())
                .join()
                .asUtf8String())
        .isEqualTo(TEXT);
  }

  /** Version 4A, as for access points of several regions. */
  @ParameterizedTest
  @ValueSource(strings = {"*", "us-east-1", "eu-west-1,us-*"})
  void severalRegionsCanBeSignedFor(String regions) {
    try (S3Client client =
        client(credentials(SECRET))
            .authSchemeProvider(S3AuthSchemeProvider.defaultProvider(List.of("sigv4a")))
            .sigv4aSigningRegionSet(RegionSet.create(regions))
            .build()) {
      client.putObject(
          r -> r.bucket("signed").key("several").checksumAlgorithm(ChecksumAlgorithm.CRC32),
          RequestBody.fromString(TEXT));
    }

    assertThat(s3.getObjectAsBytes(r -> r.bucket("signed").key("several")).asUtf8String())
        .isEqualTo(TEXT);
  }

  @Test
  void aWrongSecretIsRefused() {
    try (S3Client client = client(credentials("wrong")).build()) {
      S3Exception put =
          catchThrowableOfType(
              S3Exception.class,
              () ->
                  client.putObject(
                      r -> r.bucket("signed").key("no"), RequestBody.fromString(TEXT)));
      S3Exception get =
          catchThrowableOfType(
              S3Exception.class, () -> client.getObject(r -> r.bucket("signed").key("plain")));

      assertThat(put.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
      assertThat(get.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void whoDoesNotSignIsDenied() {
    try (S3Client client = client(AnonymousCredentialsProvider.create()).build()) {
      S3Exception get =
          catchThrowableOfType(
              S3Exception.class, () -> client.getObject(r -> r.bucket("signed").key("plain")));

      assertThat(get.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
      assertThat(get.statusCode()).isEqualTo(403);
    }
  }

  private static S3Presigner presigner(String secret) {
    return S3Presigner.builder()
        .endpointOverride(brume.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(secret))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private static HttpResponse<String> call(String method, URI uri, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void presignedAddressesWork() throws Exception {
    try (S3Presigner presigner = presigner(SECRET);
        S3Presigner wrong = presigner("wrong")) {
      Duration hour = Duration.ofHours(1);
      URI put =
          presigner
              .presignPutObject(
                  p ->
                      p.signatureDuration(hour)
                          .putObjectRequest(r -> r.bucket("signed").key("p q")))
              .url()
              .toURI();
      URI get =
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(hour)
                          .getObjectRequest(r -> r.bucket("signed").key("p q")))
              .url()
              .toURI();
      URI refused =
          wrong
              .presignGetObject(
                  p ->
                      p.signatureDuration(hour)
                          .getObjectRequest(r -> r.bucket("signed").key("p q")))
              .url()
              .toURI();

      assertThat(call("PUT", put, TEXT).statusCode()).isEqualTo(200);
      assertThat(call("GET", get, "").body()).isEqualTo(TEXT);
      assertThat(call("GET", refused, "").body()).contains("SignatureDoesNotMatch");
      assertThat(call("PUT", put, TEXT, "x-amz-acl", "public-read").body())
          .contains("AccessDenied", "x-amz-acl");
      assertThat(call("DELETE", get, "").statusCode()).isEqualTo(403);
    }
  }
}
