package dev.brume.core.protocol.rpc;

import static dev.brume.core.protocol.TestShapes.rich;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.TestShapes;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The envelope of awsJson. Source of truth: <a
 * href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a> and <a
 * href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">1.1</a>; the types of
 * errors that no model lists are those that DynamoDB and SQS answer (aws-models/overlays).
 */
class AwsJsonProtocolTest {
  private static final ServiceSchema SERVICE = TestShapes.service(false, false);

  private final AwsJsonProtocol json10 = AwsJsonProtocol.version10();
  private final AwsJsonProtocol json11 = AwsJsonProtocol.version11();

  @Test
  void theTargetNamesTheOperation() {
    OperationMatch match = json10.match(SERVICE, request("Rich_20200101.Echo", "{}"));

    assertThat(match.operation()).isSameAs(TestShapes.ECHO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Rich_20200101.Nothing", "Rich_20200101.", "Rich_20200101", "Other.Echo", "Echo"})
  void anUnknownTargetIsAnUnknownOperation(String target) {
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> json10.match(SERVICE, request(target, "{}")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UnknownOperationException"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void aMissingTargetIsAnUnknownOperation() {
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> json10.match(SERVICE, request(null, "{}")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UnknownOperationException"));
  }

  @Test
  void theBodyIsTheInput() {
    HttpRequest request = request("Rich_20200101.Echo", "{\"Text\":\"é\",\"Integer\":7}");

    Struct input = json10.decode(SERVICE, OperationMatch.of(TestShapes.ECHO), request);

    assertThat(input).isEqualTo(rich("Text", "é", "Integer", 7));
  }

  @Test
  void onlyAnOperationWithoutInputTakesNoBody() {
    HttpRequest nothing = request("Rich_20200101.Ping", "");

    assertThat(json10.decode(SERVICE, OperationMatch.of(TestShapes.PING), nothing))
        .isSameAs(Unit.INSTANCE);
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> json10.decode(SERVICE, OperationMatch.of(TestShapes.ECHO), nothing))
        .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"));
  }

  @Test
  void aSuccessCarriesTheContentTypeAndTheRequestId() {
    HttpResponse response = json10.encode(SERVICE, TestShapes.ECHO, rich("Text", "x"), "id-1");

    assertThat(response.status()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{\"Text\":\"x\"}");
    assertThat(response.headers().first("Content-Type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(response.headers().first("x-amzn-RequestId")).isEqualTo("id-1");
    assertThat(response.headers().size()).isEqualTo(2);
    assertThat(
            json11.encode(SERVICE, TestShapes.ECHO, rich(), "id-1").headers().first("Content-Type"))
        .isEqualTo("application/x-amz-json-1.1");
  }

  @Test
  void anOperationWithoutOutputAnswersNoBody() {
    HttpResponse response = json10.encode(SERVICE, TestShapes.PING, Unit.INSTANCE, "id-1");

    assertThat(response.bytes()).isEmpty();
    assertThat(response.headers().first("Content-Type")).isEqualTo("application/x-amz-json-1.0");
  }

  @Test
  void aModelledErrorHasItsNamespaceIn10Alone() {
    AwsError error =
        AwsError.modelled(
            DynamicStruct.of(TestShapes.NOT_FOUND, "message", "gone", "Resource", "r"));

    HttpResponse with = json10.encodeError(SERVICE, TestShapes.ECHO, error, "id-1");
    HttpResponse without = json11.encodeError(SERVICE, TestShapes.ECHO, error, "id-1");

    assertThat(with.status()).isEqualTo(404);
    assertThat(text(with))
        .isEqualTo(
            "{\"__type\":\"com.example.rich.v2#ThingNotFound\",\"message\":\"gone\",\"Resource\":\"r\"}");
    assertThat(text(without))
        .isEqualTo("{\"__type\":\"ThingNotFound\",\"message\":\"gone\",\"Resource\":\"r\"}");
    assertThat(with.headers().contains("x-amzn-query-error")).isFalse();
  }

  @Test
  void errorsOfTheFrameworkStandInItsNamespaces() {
    assertThat(errorText("SerializationException", null))
        .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
    assertThat(errorText("SerializationException", "m"))
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#SerializationException\",\"Message\":\"m\"}");
    assertThat(errorText("ValidationException", "m"))
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"m\"}");
    assertThat(errorText("AccessDenied", "m"))
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"m\"}");
    assertThat(errorText("InvalidParameterValue", "m"))
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#InvalidParameterValueException\",\"message\":\"m\"}");
  }

  @Test
  void aServiceOfTheQueryProtocolRepeatsTheOldCode() {
    ServiceSchema compatible = TestShapes.service(true, false);
    AwsError modelled = AwsError.modelled(DynamicStruct.of(TestShapes.NOT_FOUND));
    AwsError unmodelled = AwsError.client("SerializationException", 400, null);
    AwsError fault = AwsError.server("InternalFailure", 500, "m");

    assertThat(queryError(compatible, modelled)).isEqualTo("Old.ThingNotFound;Sender");
    assertThat(queryError(compatible, unmodelled)).isEqualTo("MalformedInput;Sender");
    assertThat(queryError(compatible, fault)).isEqualTo("InternalFailure;Receiver");
  }

  /** DynamoDB's x-amz-crc32 is the CRC-32 of the body in decimal; its SDKs check it. */
  @Test
  void aServiceWithChecksumsSendsThatOfTheBody() {
    ServiceSchema checked = TestShapes.service(false, true);

    HttpResponse response = json10.encode(checked, TestShapes.ECHO, rich("Text", "x"), "id-1");

    CRC32 expected = new CRC32();
    expected.update(response.bytes());
    assertThat(response.headers().first("x-amz-crc32"))
        .isEqualTo(Long.toString(expected.getValue()));
  }

  @Test
  void headersOfAnErrorAreSent() {
    AwsError error = AwsError.client("Busy", 400, "m").withHeader("Retry-After", "1");

    HttpResponse response = json10.encodeError(SERVICE, null, error, "id-1");

    assertThat(response.headers().first("Retry-After")).isEqualTo("1");
  }

  private String errorText(String code, String message) {
    AwsError error = AwsError.client(code, 400, message);
    return text(json10.encodeError(SERVICE, TestShapes.ECHO, error, "id-1"));
  }

  private String queryError(ServiceSchema service, AwsError error) {
    HttpResponse response = json10.encodeError(service, TestShapes.ECHO, error, "id-1");
    return response.headers().first("x-amzn-query-error");
  }

  private static String text(HttpResponse response) {
    return new String(response.bytes(), UTF_8);
  }

  private static HttpRequest request(String target, String body) {
    Headers headers = new Headers().add("Content-Type", "application/x-amz-json-1.0");
    if (target != null) {
      headers.add("X-Amz-Target", target);
    }
    return new HttpRequest(
        "POST",
        "/",
        null,
        headers,
        new RequestBody.Whole(body.getBytes(UTF_8)),
        ClientConnection.INTERNAL);
  }
}
