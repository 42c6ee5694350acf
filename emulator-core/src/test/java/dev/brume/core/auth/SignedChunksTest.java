package dev.brume.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.PayloadIntegrity;
import dev.brume.core.http.RequestBody;
import dev.brume.core.time.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The chunks of an upload are each signed, and none may differ. Source of truth:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html, whose example this is, and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html.
 */
class SignedChunksTest {
  private static final String FIRST =
      "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
          + "a".repeat(65_536)
          + "\r\n";

  private static final String SECOND =
      "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
          + "a".repeat(1_024)
          + "\r\n";

  private static final String LAST =
      "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

  private static byte[] upload(String body) {
    Headers headers =
        new Headers()
            .add("Host", "s3.amazonaws.com")
            .add("x-amz-date", "20130524T000000Z")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
            .add("Content-Encoding", "aws-chunked")
            .add("x-amz-decoded-content-length", "66560")
            .add("Content-Length", "66824")
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/"
                    + "aws4_request,SignedHeaders=content-encoding;content-length;host;"
                    + "x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                    + "x-amz-storage-class,Signature="
                    + "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    HttpRequest request =
        new HttpRequest(
            "PUT",
            "/examplebucket/chunkObject.txt",
            null,
            headers,
            new RequestBody.Whole(body.getBytes(StandardCharsets.ISO_8859_1)),
            ClientConnection.INTERNAL);
    VirtualTimeline timeline = new VirtualTimeline(Instant.parse("2013-05-24T00:00:00Z"));
    SignatureVerifier verifier =
        new SignatureVerifier(Credentials.of(List.of(Examples.S3_KEY)), timeline);
    SignatureVerification verification =
        verifier.begin(
            request, SignatureParser.parse(request), SignatureRules.DECLARED_PAYLOAD, "s3");
    HttpRequest verified =
        PayloadIntegrity.COMMON.verified(
            request,
            false,
            verification.verify(
                request, fault -> AwsError.client("SignatureDoesNotMatch", 403, fault.toString())));
    return ((RequestBody.Whole) verified.body()).bytes();
  }

  @Test
  void theExampleIsAccepted() {
    assertThat(upload(FIRST + SECOND + LAST)).hasSize(66_560).containsOnly('a');
  }

  /** A byte of each chunk, a signature, the order, and a chunk that is missing. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void whatDiffersIsRefused(int kind) {
    String body =
        switch (kind) {
          case 0 -> FIRST.replace("aaaa\r\n", "aaab\r\n") + SECOND + LAST;
          case 1 -> FIRST + SECOND.replace("\r\naaaa", "\r\nbaaa") + LAST;
          case 2 -> FIRST + SECOND + LAST.replace("9df9", "9df8");
          case 3 -> FIRST + SECOND.replace("0055", "0155") + LAST;
          default -> SECOND + FIRST + LAST;
        };

    AwsError refusal = catchThrowableOfType(AwsError.class, () -> upload(body));

    assertThat(refusal.code()).isIn("SignatureDoesNotMatch", "InvalidChunkSizeError");
  }

  /** With the line ends that the SDKs send; the page itself shows others. */
  @Test
  void theExampleWithATrailerIsAccepted() {
    Headers headers =
        new Headers()
            .add("Host", "s3.amazonaws.com")
            .add("x-amz-date", "20130524T000000Z")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
            .add("Content-Encoding", "aws-chunked")
            .add("x-amz-decoded-content-length", "66560")
            .add("x-amz-trailer", "x-amz-checksum-crc32c")
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/"
                    + "aws4_request,SignedHeaders=content-encoding;host;x-amz-content-sha256;"
                    + "x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,"
                    + "Signature="
                    + "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
    String body =
        "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"
            + "a".repeat(65_536)
            + "\r\n400;chunk-signature="
            + "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"
            + "a".repeat(1_024)
            + "\r\n0;chunk-signature="
            + "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
            + "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:"
            + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
    HttpRequest request =
        new HttpRequest(
            "PUT",
            "/examplebucket/chunkObject.txt",
            null,
            headers,
            new RequestBody.Whole(body.getBytes(StandardCharsets.ISO_8859_1)),
            ClientConnection.INTERNAL);
    SignatureVerification verification =
        new SignatureVerifier(
                Credentials.of(List.of(Examples.S3_KEY)),
                new VirtualTimeline(Instant.parse("2013-05-24T00:00:00Z")))
            .begin(request, SignatureParser.parse(request), SignatureRules.DECLARED_PAYLOAD, "s3");

    HttpRequest decoded =
        PayloadIntegrity.COMMON.verified(
            request,
            true,
            verification.verify(request, f -> AwsError.client("Chunks", 400, f.toString())));

    assertThat(((RequestBody.Whole) decoded.body()).bytes()).hasSize(66_560).containsOnly('a');
  }
}
