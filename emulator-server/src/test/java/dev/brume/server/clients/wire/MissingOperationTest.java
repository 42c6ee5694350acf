package dev.brume.server.clients.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.wire.RawHttp.Answer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An operation that is not done answers 501, code InternalFailure and its own name, in the form of
 * its protocol; so does every operation of a service that is not built. None is taken for a bucket
 * of S3.
 *
 * <p>Source of truth: the contract that LocalStack's users know
 * (https://docs.localstack.cloud/aws/services/), and for the forms Smithy's protocols
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html and its neighbours).
 */
class MissingOperationTest {
  private final String account = Accounts.next();

  @ParameterizedTest
  @CsvSource({
    "iam, 2010-05-08, ListDelegationRequests",
    "sts, 2011-06-15, GetDelegatedAccessToken",
    "cloudformation, 2010-05-15, ListStacks",
    "ses, 2010-12-01, ListIdentities"
  })
  void byTheQueryProtocol(String service, String version, String action) {
    Answer answer = form(service, "Action=" + action + "&Version=" + version);

    assertNotDone(answer, service, action);
    assertThat(answer.header("Content-Type")).startsWith("text/xml");
    assertThat(answer.text())
        .contains("<ErrorResponse")
        .contains("<Code>InternalFailure</Code>")
        .contains("<RequestId>");
  }

  @Test
  void byTheProtocolOfEc2() {
    Answer answer = form("ec2", "Action=DescribeInstances&Version=2016-11-15");

    assertNotDone(answer, "ec2", "DescribeInstances");
    assertThat(answer.text())
        .contains("<Response>")
        .contains("<Errors><Error><Code>InternalFailure</Code>")
        .contains("<RequestID>");
  }

  @ParameterizedTest
  @CsvSource({
    "ssm, AmazonSSM.SendCommand, 1.1",
    "secretsmanager, secretsmanager.AssociateCrossAccountReplica, 1.1",
    "events, AWSEvents.ListRules, 1.1",
    "logs, Logs_20140328.ListAnomalies, 1.1",
    "states, AWSStepFunctions.ListStateMachines, 1.0",
    "ecr, AmazonEC2ContainerRegistry_V20150921.DescribeRepositories, 1.1"
  })
  void byJson(String service, String target, String version) {
    String type = "application/x-amz-json-" + version;
    Answer answer =
        Wire.post(
            account,
            "/",
            Map.of("Content-Type", type, "X-Amz-Target", target, "Authorization", auth(service)),
            "{}".getBytes(UTF_8));

    assertNotDone(answer, service, target.substring(target.indexOf('.') + 1));
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(Wire.parse(answer).get("__type").asText()).endsWith("InternalFailure");
  }

  @ParameterizedTest
  @CsvSource({
    "apigateway, /restapis, GetRestApis",
    "execute-api, /v2/apis, GetApis",
    "scheduler, /schedules, ListSchedules",
    "pipes, /v1/pipes, ListPipes"
  })
  void byRestJson(String service, String path, String operation) {
    Answer answer = get(service.equals("execute-api") ? "apigateway" : service, path);

    assertNotDone(answer, service.equals("execute-api") ? "apigateway" : service, operation);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("x-amzn-errortype")).startsWith("InternalFailure");
    assertThat(Wire.parse(answer)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "s3, /bucket/key?torrent, GetObjectTorrent",
    "route53, /2013-04-01/hostedzone, ListHostedZones"
  })
  void byRestXml(String service, String path, String operation) {
    Answer answer = get(service, path);

    assertNotDone(answer, service, operation);
    assertThat(answer.header("Content-Type")).matches("(text|application)/xml.*");
    assertThat(answer.text()).contains("<Code>InternalFailure</Code>");
  }

  @Test
  void byCbor() throws IOException {
    Answer answer =
        Wire.post(
            account,
            "/service/GraniteServiceVersion20100801/operation/ListMetrics",
            Map.of(
                "Content-Type",
                "application/cbor",
                "smithy-protocol",
                "rpc-v2-cbor",
                "Authorization",
                auth("monitoring")),
            new byte[] {(byte) 0xBF, (byte) 0xFF});

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.header("smithy-protocol")).isEqualTo("rpc-v2-cbor");
    JsonNode body = new CBORMapper().readTree(answer.body());
    assertThat(body.get("__type").asText()).endsWith("InternalFailure");
    assertThat(body.toString()).contains("ListMetrics").containsIgnoringCase("cloudwatch");
  }

  @Test
  void malformedCborIsTheClientsMistake() {
    Answer answer =
        Wire.post(
            account,
            "/service/GraniteServiceVersion20100801/operation/ListMetrics",
            Map.of(
                "Content-Type",
                "application/cbor",
                "smithy-protocol",
                "rpc-v2-cbor",
                "Authorization",
                auth("monitoring")),
            new byte[] {(byte) 0xBF, 0x7F, 0x61});
    // The operation is not done, so its body may go unread; a failure of the server's it is not.
    assertThat(answer.status()).isIn(400, 501);
  }

  /** A service that nobody described is not one of ours. */
  @Test
  void anUnknownServiceIsNamed() {
    Answer answer =
        RawHttp.exchange(
            SharedBrume.endpoint(),
            "POST",
            "/",
            Map.of(
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                "Nowhere_20200101.Dance",
                "Authorization",
                auth("nowhere")),
            "{}".getBytes(UTF_8));
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.text()).containsIgnoringCase("nowhere");
  }

  private static void assertNotDone(Answer answer, String service, String operation) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(501);
    assertThat(answer.text()).contains(operation);
    assertThat(answer.text().toLowerCase(Locale.ROOT))
        .as("names the service")
        .contains(service.equals("states") ? "step" : service.equals("events") ? "event" : service);
    assertThat(answer.headers().keySet())
        .as("a request id")
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).matches("x-amzn?-request-?id"));
  }

  private Answer form(String service, String body) {
    return Wire.post(
        account,
        "/",
        Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded; charset=utf-8",
            "Authorization",
            auth(service)),
        body.getBytes(UTF_8));
  }

  private Answer get(String service, String path) {
    return RawHttp.exchange(
        SharedBrume.endpoint(), "GET", path, Map.of("Authorization", auth(service)), new byte[0]);
  }

  private String auth(String service) {
    return Accounts.authorization(account, service);
  }
}
