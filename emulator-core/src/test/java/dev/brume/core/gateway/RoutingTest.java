package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.gateway.GatewayContext.Answer;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.http.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which service a request is for: AWS has a host for each (<a
 * href="https://docs.aws.amazon.com/general/latest/gr/rande.html">service endpoints</a>), here all
 * share one and the request itself must tell. What nobody knows is refused by name and never
 * becomes a request for a bucket.
 */
class RoutingTest {
  private final GatewayContext context = GatewayContext.withServices();

  private String serviceOfLastCall() {
    return ((TinyService)
            context.entries.stream()
                .filter(
                    entry ->
                        entry.bound().schema().operation(context.lastCall().operation().name())
                            == context.lastCall().operation())
                .findFirst()
                .orElseThrow()
                .bound()
                .service())
        .schema()
        .id();
  }

  /** The target names the service more exactly than the signature, which two may share. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "twin"})
  void theTargetNamesTheService(String service) {
    Answer answer = context.send(Ask.json("Target_" + service + ".Echo").signedFor("json"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(serviceOfLastCall()).isEqualTo(service);
  }

  @Test
  void theScopeNamesTheService() {
    context.send(
        Ask.of("POST", "/").signedFor("form").form("Action=Echo&Version=2020-form&Text=hello"));
    assertThat(serviceOfLastCall()).isEqualTo("form");

    context.send(Ask.of("GET", "/open").signedFor("rest"));
    assertThat(serviceOfLastCall()).isEqualTo("rest");

    context.send(Ask.of("GET", "/open").signedFor("objects"));
    assertThat(serviceOfLastCall()).isEqualTo("objects");
  }

  @Test
  void aServiceCanBeSignedForUnderAnotherName() {
    context.send(Ask.json("Target_json.Echo").signedFor("alias"));
    assertThat(serviceOfLastCall()).isEqualTo("json");
  }

  @Test
  void thePresignedScopeNamesTheService() {
    context.send(
        Ask.of(
            "GET",
            "/open?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=k%2F20250101%2Fus-east-1%2F"
                + "rest%2Faws4_request&X-Amz-Date=20250101T000000Z&X-Amz-Expires=60"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature=0a"));
    assertThat(serviceOfLastCall()).isEqualTo("rest");
  }

  /** Without a signature: only operations that need none get through to tell. */
  @ParameterizedTest
  @CsvSource({
    "rest.localhost:4566, rest",
    "rest.us-west-2.localhost:4566, rest",
    "rest.us-west-2.localhost.localstack.cloud:4566, rest",
    "rest.eu-central-1.amazonaws.com, rest",
    "rest.cn-north-1.amazonaws.com.cn, rest",
    "rest.us-west-2.api.aws, rest",
    "rest-fips.us-west-2.amazonaws.com, rest",
    "rest.dualstack.us-west-2.amazonaws.com, rest",
    "us-west-2.rest.aws.example.test, rest",
    "REST.AWS.Example.Test, rest",
    "123456789012.rest.us-west-2.amazonaws.com, rest",
    "sync-rest.us-west-2.amazonaws.com, rest",
    "rest-us-west-2.amazonaws.com, rest",
    "bucket.objects.localhost:4566, objects",
    "a.bucket.objects.us-west-2.localhost:4566, objects",
    "unknown.localhost:4566, objects",
    "somewhere.test:4566, objects",
    "localhost:4566, objects",
    "127.0.0.1:4566, objects",
    "[::1]:4566, objects",
  })
  void theHostNamesTheService(String host, String service) {
    Answer answer = context.send(Ask.of("GET", "/open").with("Host", host));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(serviceOfLastCall()).isEqualTo(service);
  }

  @ParameterizedTest
  @CsvSource({
    "rest.us-west-2.localhost:4566, us-west-2",
    "us-gov-west-1.rest.localhost:4566, us-gov-west-1",
    "rest-eu-west-3.amazonaws.com, eu-west-3",
    "rest.localhost:4566, us-east-1"
  })
  void theHostNamesTheRegionOfUnsignedRequests(String host, String region) {
    context.send(Ask.of("GET", "/open").with("Host", host));
    assertThat(context.lastCall().scope().region()).isEqualTo(region);
  }

  @Test
  void theRpcPathNamesTheService() {
    byte[] emptyMap = {(byte) 0xA0};
    Answer answer =
        context.send(
            Ask.of("POST", "/service/Target_json/operation/Open")
                .with("Smithy-Protocol", "rpc-v2-cbor")
                .with("Content-Type", "application/cbor")
                .body(new RequestBody.Whole(emptyMap)));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(serviceOfLastCall()).isEqualTo("json");

    Ask withoutService = Ask.of("POST", "/service/operation/Open");
    answer = context.send(withoutService.with("Smithy-Protocol", "rpc-v2-cbor"));
    assertThat(answer.status()).isBetween(400, 499);
  }

  /** Source: Smithy RPC v2 CBOR, where errors are CBOR; no bucket is meant. */
  @Test
  void anRpcPathThatNobodyKnowsIsRefusedByName() {
    Answer answer =
        context.send(
            Ask.of("POST", "/service/Nowhere/operation/Dance")
                .with("Smithy-Protocol", "rpc-v2-cbor")
                .with("Content-Type", "application/cbor"));

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.header("Content-Type")).isEqualTo("application/cbor");
    assertThat(answer.body()).contains("InternalFailure", "/service/Nowhere/operation/Dance");
  }

  @ParameterizedTest
  @CsvSource({"Action=Open&Version=2020-form, form", "Action=Open&Version=2020-json, json"})
  void theVersionOfAnActionNamesTheService(String query, String service) {
    context.send(Ask.of("GET", "/?" + query));
    assertThat(serviceOfLastCall()).isEqualTo(service);

    context.send(Ask.of("POST", "/").form(query));
    assertThat(serviceOfLastCall()).isEqualTo(service);
  }

  @Test
  void anActionThatNobodyHasIsInvalid() {
    Answer answer = context.send(Ask.of("GET", "/?Action=Dance"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>InvalidAction</Code>").contains("Dance");
  }

  @Test
  void aServiceThatNobodyKnowsIsRefusedByName() {
    Answer json = context.send(Ask.json("Nowhere_2020.Dance").signedFor("nowhere"));
    assertThat(json.status()).isEqualTo(501);
    assertThat(json.body()).contains("InternalFailure", "nowhere", "Nowhere_2020.Dance");

    Answer form = context.send(Ask.of("POST", "/").signedFor("nowhere").form("Action=Dance"));
    assertThat(form.status()).isEqualTo(501);
    assertThat(form.body()).contains("<Code>InternalFailure</Code>", "nowhere");

    Answer rest = context.send(Ask.of("GET", "/dance").signedFor("nowhere"));
    assertThat(rest.status()).isEqualTo(501);
    assertThat(rest.header("x-amzn-errortype")).isEqualTo("InternalFailure");

    Answer unsigned = context.send(Ask.json("Nowhere_2020.Dance"));
    assertThat(unsigned.status()).isEqualTo(501);
    assertThat(unsigned.body()).contains("Nowhere_2020.Dance");
  }

  @Test
  void anEndpointOfResourcesIsRefusedByName() {
    Answer answer = context.send(Ask.of("GET", "/").with("Host", "x.websites.localhost:4566"));

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body()).contains("websites");
  }

  @Test
  void anUnknownOperationIsRefusedInTheWordsOfItsProtocol() {
    Answer answer = context.send(Ask.json("Target_json.Dance").signedFor("json"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("UnknownOperationException");
  }

  @Test
  void anUnboundOperationAnswers501AndItsName() {
    Answer answer = context.send(Ask.json("Target_json.Missing").signedFor("json"));

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body()).contains("InternalFailure", "'Missing'", "'json'");
    assertThat(context.calls).isEmpty();
  }
}
