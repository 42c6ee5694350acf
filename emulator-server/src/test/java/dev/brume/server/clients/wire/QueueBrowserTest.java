package dev.brume.server.clients.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.wire.RawHttp.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Looking at the messages of a queue without taking them, at LocalStack's address for that.
 *
 * <p>Source of truth: https://docs.localstack.cloud/aws/services/sqs/ (developer endpoints)
 */
class QueueBrowserTest {
  private final String account = Accounts.next();
  private final String url = SharedBrume.endpoint() + "/" + account + "/orders";

  QueueBrowserTest() {
    Wire.JSON.call(account, "/", "CreateQueue", Map.of("QueueName", "orders"));
    Wire.JSON.call(account, "/", "SendMessage", Map.of("QueueUrl", url, "MessageBody", "one"));
    Wire.JSON.call(
        account,
        "/",
        "SendMessage",
        Map.of("QueueUrl", url, "MessageBody", "later", "DelaySeconds", "900"));
  }

  @Test
  void aLookTakesNothing() {
    Answer look = look("?QueueUrl=" + url, "application/json");
    assertThat(look.status()).as(look.text()).isEqualTo(200);
    assertThat(Wire.parse(look).findValuesAsText("Body")).containsExactly("one");
    look("?QueueUrl=" + url, "application/json");

    Answer received = Wire.JSON.call(account, "/", "ReceiveMessage", Map.of("QueueUrl", url));
    assertThat(Wire.JSON.member(received, "Body")).isEqualTo("one");
  }

  @Test
  void whatIsHiddenIsShownWhenAskedFor() {
    Wire.JSON.call(account, "/", "ReceiveMessage", Map.of("QueueUrl", url));

    assertThat(Wire.parse(look("?QueueUrl=" + url, "application/json")).findValuesAsText("Body"))
        .isEmpty();
    assertThat(
            Wire.parse(look("?ShowInvisible=true&QueueUrl=" + url, "application/json"))
                .findValuesAsText("Body"))
        .containsExactly("one");
    assertThat(
            Wire.parse(look("?ShowDelayed=true&QueueUrl=" + url, "application/json"))
                .findValuesAsText("Body"))
        .containsExactly("later");
  }

  @Test
  void thePathMayNameTheQueueAndTheAnswerMayBeXml() {
    Answer look = look("/us-east-1/" + account + "/orders", "application/xml");

    assertThat(look.status()).as(look.text()).isEqualTo(200);
    assertThat(look.text()).contains("<Body>one</Body>").doesNotContain("later");
  }

  @Test
  void aQueueThatIsNotThereIsRefused() {
    Answer look = look("?QueueUrl=" + url + "x", "application/json");
    assertThat(look.status()).isEqualTo(400);
    assertThat(look.text()).contains("QueueDoesNotExist");
  }

  private static Answer look(String queue, String accept) {
    return RawHttp.exchange(
        SharedBrume.endpoint(),
        "GET",
        "/_aws/sqs/messages" + queue,
        Map.of("Accept", accept),
        new byte[0]);
  }
}
