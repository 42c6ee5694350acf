package dev.brume.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.rest.RestXmlProtocol;
import dev.brume.s3.api.S3Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * S3's words for what cannot be read, and the frame of its errors. Sources of truth: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 * responses</a> and S3's model.
 */
class S3RestXmlTest {
  private final RestXmlProtocol protocol = new RestXmlProtocol(new S3RestXml(true));

  private AwsError refusal(String method, String path, String query, String body) {
    HttpRequest request =
        new HttpRequest(
            method,
            path,
            query,
            new Headers(),
            new RequestBody.Whole(body.getBytes(UTF_8)),
            ClientConnection.INTERNAL);
    return catchThrowableOfType(
        AwsError.class,
        () -> protocol.decode(S3Api.SERVICE, protocol.match(S3Api.SERVICE, request), request));
  }

  @Test
  void anotherMethodIsRefusedWithThoseThatThereAre() {
    AwsError error = refusal("PATCH", "/b/k", null, "");
    assertThat(error.code()).isEqualTo("MethodNotAllowed");
    assertThat(error.status()).isEqualTo(405);
    assertThat(error).hasMessage("The specified method is not allowed against this resource.");
    assertThat(error.headers().get("Allow")).contains("GET", "PUT");
    assertThat(error.details()).containsEntry("ResourceType", "OBJECT");
    assertThat(refusal("GET", "//k", null, "").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/b/%", "/b/%4", "/b/%zz", "/b/%FF"})
  void whatCannotBeDecodedIsRefused(String path) {
    AwsError error = refusal("GET", path, null, "");
    assertThat(error.code()).isEqualTo("InvalidURI");
    assertThat(error.status()).isEqualTo(400);
  }

  /** The text is S3's for max-keys; what it says of other parameters is not documented. */
  @Test
  void malformedParametersAreNamed() {
    AwsError error = refusal("GET", "/b", "max-keys=many", "");
    assertThat(error.code()).isEqualTo("InvalidArgument");
    assertThat(error).hasMessage("Provided max-keys not an integer or within integer range");
    assertThat(error.details())
        .containsEntry("ArgumentName", "max-keys")
        .containsEntry("ArgumentValue", "many");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "<Tagging>",
        "<Other/>",
        "<Tagging><Unknown/></Tagging>",
        "<!DOCTYPE Tagging><Tagging/>"
      })
  void documentsOfAnotherFormAreRefused(String document) {
    AwsError error = refusal("PUT", "/b", "tagging", document);
    assertThat(error.code()).isEqualTo("MalformedXML");
    assertThat(error.status()).isEqualTo(400);
    assertThat(error)
        .hasMessage(
            "The XML you provided was not well-formed or did not validate against our published"
                + " schema");
  }

  @Test
  void errorsStandBareWithTwoIds() {
    AwsError error =
        AwsError.client("NoSuchKey", 404, "The specified key does not exist.")
            .withDetail("Key", "a<b");
    HttpResponse response = protocol.encodeError(S3Api.SERVICE, null, error, "request-id");
    String hostId = HostId.of("request-id");
    assertThat(hostId).hasSize(76);
    assertThat(response.headers().first("x-amz-request-id")).isEqualTo("request-id");
    assertThat(response.headers().first("x-amz-id-2")).isEqualTo(hostId);
    assertThat(new String(response.bytes(), UTF_8))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>\
            <Key>a&lt;b</Key><RequestId>request-id</RequestId><HostId>%s</HostId></Error>\
            """
                .formatted(hostId));
  }
}
