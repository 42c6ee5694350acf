package dev.brume.core.protocol.rpc;

import static dev.brume.core.protocol.TestShapes.rich;
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
import dev.brume.core.protocol.cbor.CborCodec;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Unit;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The envelopes of the two protocols with CBOR bodies. Source of truth: <a
 * href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 * CBOR</a>; for CBOR under X-Amz-Target the AWS SDK for Java v2 (AwsCborProtocolFactory).
 */
class CborProtocolTest {
  private static final ServiceSchema SERVICE = TestShapes.service(true, false);

  private final RpcV2CborProtocol rpc = new RpcV2CborProtocol();
  private final AwsCbor11Protocol cbor11 = new AwsCbor11Protocol();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/service/Rich_20200101/operation/Echo",
        "/a/b/service/Rich_20200101/operation/Echo"
      })
  void thePathNamesTheOperation(String path) {
    assertThat(rpc.match(SERVICE, request("POST", path, new byte[0])).operation())
        .isSameAs(TestShapes.ECHO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/service/Rich_20200101/operation/",
        "/service/Rich_20200101/operation/Nothing",
        "/service/Other/operation/Echo",
        "/service/Rich_20200101/Echo",
        "/Rich_20200101/operation/Echo",
        "/service/Rich_20200101/operation/Echo/",
      })
  void anyOtherPathIsAnUnknownOperation(String path) {
    assertUnknown(request("POST", path, new byte[0]));
  }

  @Test
  void onlyPostIsTaken() {
    assertUnknown(request("GET", "/service/Rich_20200101/operation/Echo", new byte[0]));
  }

  private void assertUnknown(HttpRequest request) {
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> rpc.match(SERVICE, request))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UnknownOperationException"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void anEmptyBodyIsAnEmptyInput() {
    HttpRequest empty = request("POST", "/", new byte[0]);
    HttpRequest full = request("POST", "/", CborCodec.RPC_V2.encode(rich("Integer", 7)));

    assertThat(rpc.decode(SERVICE, OperationMatch.of(TestShapes.PING), empty))
        .isSameAs(Unit.INSTANCE);
    assertThat(rpc.decode(SERVICE, OperationMatch.of(TestShapes.ECHO), empty)).isEqualTo(rich());
    assertThat(rpc.decode(SERVICE, OperationMatch.of(TestShapes.ECHO), full))
        .isEqualTo(rich("Integer", 7));
  }

  @Test
  void responsesNameTheProtocolAndEmptyOnesNoContentType() {
    HttpResponse full = rpc.encode(SERVICE, TestShapes.ECHO, rich("Integer", 7), "id-1");
    HttpResponse empty = rpc.encode(SERVICE, TestShapes.PING, Unit.INSTANCE, "id-1");

    assertThat(full.headers().first("smithy-protocol")).isEqualTo("rpc-v2-cbor");
    assertThat(full.headers().first("x-amzn-RequestId")).isEqualTo("id-1");
    assertThat(full.headers().first("Content-Type")).isEqualTo("application/cbor");
    assertThat(full.bytes()).isEqualTo(CborCodec.RPC_V2.encode(rich("Integer", 7)));
    assertThat(empty.headers().first("smithy-protocol")).isEqualTo("rpc-v2-cbor");
    assertThat(empty.headers().contains("Content-Type")).isFalse();
    assertThat(empty.bytes()).isEmpty();
  }

  @Test
  void errorsHaveAbsoluteTypesAndTheOldCode() {
    AwsError error = AwsError.modelled(DynamicStruct.of(TestShapes.NOT_FOUND, "message", "gone"));

    HttpResponse response = rpc.encodeError(SERVICE, TestShapes.ECHO, error, "id-1");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().first("x-amzn-query-error"))
        .isEqualTo("Old.ThingNotFound;Sender");
    assertThat(latin(response)).contains("__typex!com.example.rich.v2#ThingNotFound");
    assertThat(latin(response)).contains("gmessagedgone");
  }

  @Test
  void cborUnderATargetFollowsTheVersionOfTheServicesJson() {
    AwsError error = AwsError.client("UnknownOperationException", 400, null);

    HttpResponse response = cbor11.encodeError(SERVICE, null, error, "id-1");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers().first("Content-Type")).isEqualTo("application/x-amz-cbor-1.0");
    assertThat(latin(response)).contains("com.amazon.coral.service#UnknownOperationException");
  }

  private static String latin(HttpResponse response) {
    return new String(response.bytes(), StandardCharsets.ISO_8859_1);
  }

  private static HttpRequest request(String method, String path, byte[] body) {
    return new HttpRequest(
        method, path, null, new Headers(), new RequestBody.Whole(body), ClientConnection.INTERNAL);
  }
}
