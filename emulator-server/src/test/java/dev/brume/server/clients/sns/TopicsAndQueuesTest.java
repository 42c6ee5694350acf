package dev.brume.server.clients.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.sqs.SqsAccount;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * From topics to queues by the AWS SDK for Java v2.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout to
 *     Amazon SQS queues</a>
 */
class TopicsAndQueuesTest {
  private static final int WAIT_SECONDS = 10;

  private final SqsAccount account = SqsAccount.fresh();
  private final SnsClient sns =
      SnsClient.builder()
          .endpointOverride(SharedBrume.endpoint())
          .region(SqsAccount.REGION)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create(account.id, "secret")))
          .build();

  private final String topic = sns.createTopic(r -> r.name("news")).topicArn();
  private final String queue = account.sqs.createQueue(r -> r.queueName("inbox")).queueUrl();

  @AfterEach
  void close() {
    sns.close();
  }

  private String subscribe(Map<String, String> attributes) {
    String queueArn = "arn:aws:sqs:" + SqsAccount.REGION.id() + ":" + account.id + ":inbox";
    return sns.subscribe(
            r -> r.topicArn(topic).protocol("sqs").endpoint(queueArn).attributes(attributes))
        .subscriptionArn();
  }

  private Message receive() {
    List<Message> messages =
        account
            .sqs
            .receiveMessage(
                r -> r.queueUrl(queue).waitTimeSeconds(WAIT_SECONDS).messageAttributeNames("All"))
            .messages();
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  @Test
  void signMessagesForQueues() throws Exception {
    subscribe(Map.of());
    String id =
        sns.publish(r -> r.topicArn(topic).message("hello").subject("greeting")).messageId();
    JsonNode envelope = new ObjectMapper().readTree(receive().body());
    assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
    Certificate certificate;
    try (InputStream in =
        URI.create(envelope.path("SigningCertURL").asText()).toURL().openStream()) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    StringBuilder signed = new StringBuilder();
    for (String name :
        List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
      signed.append(name).append('\n').append(envelope.path(name).asText()).append('\n');
    }
    Signature signature = Signature.getInstance("SHA1withRSA");
    signature.initVerify(certificate);
    signature.update(signed.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(Base64.getDecoder().decode(envelope.path("Signature").asText())))
        .isTrue();
  }

  @Test
  void unsubscribeByTheLinkInMessages() throws Exception {
    subscribe(Map.of());
    sns.publish(r -> r.topicArn(topic).message("hello"));
    JsonNode envelope = new ObjectMapper().readTree(receive().body());
    try (InputStream in =
        URI.create(envelope.path("UnsubscribeURL").asText()).toURL().openStream()) {
      in.readAllBytes();
    }
    assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions()).isEmpty();
  }

  @Test
  void deliverWhatIsWantedAsItIs() {
    subscribe(
        Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"kind\":[{\"prefix\":\"good\"}]}"));
    for (String kind : List.of("bad", "good one")) {
      MessageAttributeValue value =
          MessageAttributeValue.builder().dataType("String").stringValue(kind).build();
      sns.publish(r -> r.topicArn(topic).message(kind).messageAttributes(Map.of("kind", value)));
    }
    Message message = receive();
    assertThat(message.body()).isEqualTo("good one");
    assertThat(message.messageAttributes().get("kind").stringValue()).isEqualTo("good one");
  }

  @Test
  void takeBatches() {
    subscribe(Map.of("RawMessageDelivery", "true"));
    PublishBatchRequestEntry entry =
        PublishBatchRequestEntry.builder().id("1").message("hello").build();
    assertThat(
            sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(entry)).successful())
        .hasSize(1);
    assertThat(receive().body()).isEqualTo("hello");
  }

  @Test
  void areGoneWhenDeleted() {
    sns.deleteTopic(r -> r.topicArn(topic));
    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topic).message("hello")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Topic does not exist");
  }
}
