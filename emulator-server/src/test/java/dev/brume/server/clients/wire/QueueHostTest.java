package dev.brume.server.clients.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.wire.RawHttp.Answer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A queue answers under each of its addresses: host and path name region, account and queue.
 *
 * <p>Source of truth: the address forms of LocalStack,
 * https://docs.localstack.cloud/aws/services/sqs/, and AWS's own,
 * https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
class QueueHostTest {
  private final String account = Accounts.next();

  QueueHostTest() {
    Answer created = Wire.JSON.call(account, "/", "CreateQueue", Map.of("QueueName", "orders"));
    assertThat(created.status()).as(created.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:4566, /ACCOUNT/orders",
    "127.0.0.1:4566, /ACCOUNT/orders",
    "sqs.us-east-1.localhost.localstack.cloud:4566, /ACCOUNT/orders",
    "sqs.us-east-1.localhost, /ACCOUNT/orders",
    "sqs.us-east-1.amazonaws.com, /ACCOUNT/orders",
    "queue.localhost.localstack.cloud:4566, /ACCOUNT/orders",
    "us-east-1.queue.localhost.localstack.cloud:4566, /ACCOUNT/orders",
    "us-east-1.queue.amazonaws.com, /ACCOUNT/orders",
    "queue.amazonaws.com, /ACCOUNT/orders",
    "localhost:4566, /queue/us-east-1/ACCOUNT/orders"
  })
  void aFormIsAnsweredAtTheQueuesAddress(String host, String path) {
    Answer sent = send(host, path, Map.of("Authorization", Accounts.authorization(account, "sqs")));

    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    Answer received =
        Wire.JSON.call(
            account,
            "/",
            "ReceiveMessage",
            Map.of("QueueUrl", SharedBrume.endpoint() + "/" + account + "/orders"));
    assertThat(Wire.JSON.member(received, "Body")).isEqualTo("here");
  }

  /** Without a signature the address alone has to say which queue. */
  @ParameterizedTest
  @CsvSource({
    "sqs.us-east-1.localhost.localstack.cloud:4566, /ACCOUNT/orders",
    "us-east-1.queue.localhost.localstack.cloud:4566, /ACCOUNT/orders",
    "localhost:4566, /queue/us-east-1/ACCOUNT/orders"
  })
  void anUnsignedRequestIsAnsweredWhereTheAddressSaysAll(String host, String path) {
    Answer sent = send(host, path, Map.of());
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
  }

  @Test
  void theRegionOfTheAddressIsTheQueues() {
    Answer sent = send("sqs.eu-west-1.localhost.localstack.cloud", "/ACCOUNT/orders", Map.of());
    assertThat(sent.status()).isEqualTo(400);
    assertThat(Wire.FORM.errorCode(sent)).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
  }

  private Answer send(String host, String path, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Host", host);
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    return RawHttp.exchange(
        SharedBrume.endpoint(),
        "POST",
        path.replace("ACCOUNT", account),
        headers,
        "Action=SendMessage&Version=2012-11-05&MessageBody=here".getBytes(UTF_8));
  }

  /** A presigned URL carries its signature in the query string. */
  @Test
  void aPresignedRequestIsOfTheAccountThatSigned() {
    String query =
        "Action=SendMessage&Version=2012-11-05&MessageBody=here"
            + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + account
            + "%2F20250101%2Fus-east-1%2Fsqs%2Faws4_request&X-Amz-Date=29990101T000000Z"
            + "&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature="
            + "0".repeat(64);
    Answer sent =
        RawHttp.exchange(
            SharedBrume.endpoint(),
            "GET",
            "/" + account + "/orders?" + query,
            Map.of(),
            new byte[0]);
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    assertThat(Wire.FORM.member(sent, "MessageId")).isNotBlank();
  }
}
