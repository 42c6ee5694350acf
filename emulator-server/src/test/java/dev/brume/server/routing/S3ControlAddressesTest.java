package dev.brume.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.server.Brume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * S3 Control is told from S3, for which its requests are signed, too: see <a
 * href="https://docs.aws.amazon.com/general/latest/gr/s3.html">Amazon S3 endpoints and quotas</a>,
 * and for what SDKs send that were given an address the trait {@code smithy.api#endpoint} of its
 * operations: the account before the host.
 */
class S3ControlAddressesTest {
  private static final String ACCOUNT = "123456789012";
  private static final String POINTS = "/v20180820/accesspoint";

  private static Brume brume;

  @BeforeAll
  static void start() {
    brume = Brume.builder().virtualTime().start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static HttpResponse get(String host, String path, boolean signed, boolean accountSent) {
    Headers headers = new Headers().add("Host", host);
    if (signed) {
      headers.add(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential="
              + ACCOUNT
              + "/20250101/us-west-2/s3/aws4_request, SignedHeaders=host, Signature=0a");
    }
    if (accountSent) {
      headers.add("x-amz-account-id", ACCOUNT);
    }
    return brume
        .handle(
            new HttpRequest(
                "GET", path, null, headers, RequestBody.EMPTY, ClientConnection.INTERNAL))
        .toCompletableFuture()
        .join();
  }

  private static String body(HttpResponse response) {
    return new String(response.bytes(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012.s3-control.us-west-2.amazonaws.com",
    "123456789012.s3-control.dualstack.us-west-2.amazonaws.com",
    "123456789012.s3-control-fips.us-west-2.amazonaws.com",
    "s3-control.localhost:4566",
    "123456789012.localhost:4566",
    "localhost:4566",
    "127.0.0.1:4566"
  })
  void isKnownByPathAndAccount(String host) {
    HttpResponse signed = get(host, POINTS, true, true);
    assertThat(signed.status()).isEqualTo(200);
    assertThat(body(signed)).contains("<ListAccessPointsResult");

    HttpResponse unsigned = get(host, POINTS, false, true);
    assertThat(unsigned.status()).isEqualTo(403);
    assertThat(body(unsigned)).contains("<ErrorResponse", "<Code>AccessDenied</Code>");
  }

  /** A bucket can be called like the version of S3 Control. */
  @Test
  void isABucketWithoutTheAccount() {
    assertThat(body(get("localhost:4566", POINTS, true, false)))
        .contains("<BucketName>v20180820</BucketName>");
  }

  @Test
  void isKnownByItsHostAlone() {
    HttpResponse response = get("s3-control.us-west-2.amazonaws.com", POINTS, false, false);
    assertThat(body(response)).contains("<ErrorResponse");
  }

  @Test
  void namesWhatIsMissing() {
    HttpResponse response = get("localhost:4566", "/v20180820/jobs", true, true);
    assertThat(response.status()).isEqualTo(501);
    assertThat(body(response)).contains("'ListJobs'", "'s3control'");
  }

  /** The name and the account of an access point come before the endpoint or the address. */
  @ParameterizedTest
  @CsvSource({
    "point-123456789012.s3-accesspoint.us-west-2.amazonaws.com",
    "point-123456789012.s3-accesspoint-fips.dualstack.us-west-2.amazonaws.com",
    "point-123456789012.s3-accesspoint.localhost:4566"
  })
  void accessPointsAreReachedByTheirHosts(String host) {
    for (boolean signed : new boolean[] {true, false}) {
      assertThat(body(get(host, "/key", signed, false)))
          .contains("<Code>NoSuchAccessPoint</Code>", "<AccessPointName>point</AccessPointName>");
    }
  }
}
