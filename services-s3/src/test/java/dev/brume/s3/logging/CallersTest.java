package dev.brume.s3.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.auth.Signature;
import dev.brume.core.gateway.CompletedRequest;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.lifecycle.MindedBucket;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How access logs tell by which way a request came, and how it was signed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3
 *     server access log format</a>
 */
class CallersTest {
  /** A connection by that version of TLS, with that suite; null for none. */
  private record Connection(String tlsVersion, String cipherSuite) implements ClientConnection {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void onClose(Runnable action) {}

    @Override
    public boolean isSecure() {
      return tlsVersion != null;
    }

    @Override
    public String remoteAddress() {
      return "192.0.2.3";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNSIGNED,,,- - -,-",
    "HEADER,1.3,TLS_AES_128_GCM_SHA256,SigV4 TLS_AES_128_GCM_SHA256 AuthHeader,TLSv1.3",
    "PRESIGNED,1.2,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
        + "SigV4 ECDHE-RSA-AES128-GCM-SHA256 QueryString,TLSv1.2",
    "LEGACY_HEADER,1.2,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,"
        + "SigV2 ECDHE-RSA-CHACHA20-POLY1305-SHA256 AuthHeader,TLSv1.2",
    "LEGACY_PRESIGNED,,,SigV2 - QueryString,-"
  })
  void connectionsAndSignaturesAreTold(
      Signature.Form signed, String tls, String suite, String expected, String version) {
    HttpRequest request =
        new HttpRequest(
            "GET",
            "/bucket/key",
            null,
            new Headers().add("Host", "bucket.s3.us-east-1.amazonaws.com"),
            RequestBody.EMPTY,
            new Connection(tls, suite));
    CompletedRequest completedRequest =
        new CompletedRequest(
            "3E57427F3EXAMPLE",
            request,
            request,
            null,
            null,
            null,
            null,
            null,
            signed,
            HttpResponse.empty(403),
            null,
            0,
            1_500_000);
    LogLine line =
        new RequestRecords(AccessCheck.EVERYBODY)
            .ofRequest(
                completedRequest,
                new MindedBucket().bucket(),
                LoggedResource.of(completedRequest),
                List.of());
    assertThat(line.text())
        .contains(
            "192.0.2.3 - 3E57427F3EXAMPLE REST.GET.OBJECT key \"GET /bucket/key HTTP/1.1\" 403")
        .contains(" 1 1 \"-\" \"-\" - ")
        .endsWith(expected + " bucket.s3.us-east-1.amazonaws.com " + version + " - - -");
  }
}
