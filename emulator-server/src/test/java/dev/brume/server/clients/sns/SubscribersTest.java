package dev.brume.server.clients.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.sqs.SqsAccount;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Who gets a topic's messages beside queues, by the AWS SDK for Java v2, and what a bucket sends
 * through a topic to a queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html">
 *     Fanout Amazon SNS notifications to HTTPS endpoints</a>
 */
class SubscribersTest {
  private static final long WAIT_SECONDS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SqsAccount account = SqsAccount.fresh();
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(account.id, "secret"));
  private final SnsClient sns =
      SnsClient.builder()
          .endpointOverride(SharedBrume.endpoint())
          .region(SqsAccount.REGION)
          .credentialsProvider(credentials)
          .build();
  private final String topic = sns.createTopic(r -> r.name("news")).topicArn();

  @AfterEach
  void close() {
    sns.close();
  }

  @Test
  void anHttpEndpointVerifiesWhatItGets() throws Exception {
    BlockingQueue<JsonNode> got = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          got.add(JSON.readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String url = "http://localhost:" + receiver.getAddress().getPort() + "/";
      sns.subscribe(r -> r.topicArn(topic).protocol("http").endpoint(url));
      JsonNode asked = got.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      verify(asked, "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn");
      String subscription =
          sns.confirmSubscription(r -> r.topicArn(topic).token(asked.path("Token").asText()))
              .subscriptionArn();
      sns.setTopicAttributes(
          r -> r.topicArn(topic).attributeName("SignatureVersion").attributeValue("2"));
      sns.publish(r -> r.topicArn(topic).message("hello").subject("greeting"));
      JsonNode message = got.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      assertThat(message.path("Message").asText()).isEqualTo("hello");
      verify(message, "Message", "MessageId", "Subject", "Timestamp", "TopicArn");
      assertThat(message.path("UnsubscribeURL").asText()).endsWith(subscription);
    } finally {
      receiver.stop(0);
    }
  }

  /** As "Verifying the signatures of Amazon SNS messages" describes it, by hand. */
  private static void verify(JsonNode message, String... names) throws Exception {
    StringBuilder signed = new StringBuilder();
    for (String name : names) {
      signed.append(name).append('\n').append(message.path(name).asText()).append('\n');
    }
    signed.append("Type\n").append(message.path("Type").asText()).append('\n');
    Certificate certificate;
    try (InputStream in =
        URI.create(message.path("SigningCertURL").asText()).toURL().openStream()) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    String version = message.path("SignatureVersion").asText();
    Signature signature =
        Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
    signature.initVerify(certificate);
    signature.update(signed.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(Base64.getDecoder().decode(message.path("Signature").asText())))
        .isTrue();
  }

  @Test
  void theAsynchronousClientReachesDevicesAndPhones() {
    try (SnsAsyncClient async =
        SnsAsyncClient.builder()
            .endpointOverride(SharedBrume.endpoint())
            .region(SqsAccount.REGION)
            .credentialsProvider(credentials)
            .build()) {
      String application =
          async
              .createPlatformApplication(
                  r -> r.name("app").platform("GCM").attributes(Map.of("PlatformCredential", "k")))
              .join()
              .platformApplicationArn();
      String endpoint =
          async
              .createPlatformEndpoint(r -> r.platformApplicationArn(application).token("t"))
              .join()
              .endpointArn();
      assertThat(async.publish(r -> r.targetArn(endpoint).message("hi")).join().messageId())
          .isNotBlank();
      assertThat(async.publish(r -> r.phoneNumber("+15551234567").message("hi")).join().messageId())
          .isNotBlank();
      assertThat(async.listPhoneNumbersOptedOut(r -> {}).join().phoneNumbers()).isEmpty();
      assertThat(async.getSMSSandboxAccountStatus(r -> {}).join().isInSandbox()).isFalse();
    }
  }

  /** Object created, topic, queue: the three services of one server. */
  @Test
  void aBucketReachesAQueueThroughATopic() throws Exception {
    String queue = account.createQueue("events");
    sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(account.arn("events")));
    String bucket = "chained-" + account.id;
    storeInto(bucket);
    await()
        .atMost(Duration.ofSeconds(WAIT_SECONDS))
        .untilAsserted(
            () -> {
              List<Message> messages =
                  account.sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(1)).messages();
              JsonNode event = null;
              for (Message message : messages) {
                account.delete(queue, message);
                JsonNode envelope = JSON.readTree(message.body());
                event = JSON.readTree(envelope.path("Message").asText());
                assertThat(URI.create(envelope.path("SigningCertURL").asText()).getPort())
                    .isEqualTo(SharedBrume.endpoint().getPort());
              }
              assertThat(event).isNotNull();
              assertThat(event.at("/Records/0/s3/object/key").asText()).isEqualTo("a.txt");
            });
  }

  private void storeInto(String bucket) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(SharedBrume.endpoint())
            .region(SqsAccount.REGION)
            .forcePathStyle(true)
            .credentialsProvider(credentials)
            .build()) {
      s3.createBucket(c -> c.bucket(bucket));
      s3.putBucketNotificationConfiguration(
          p ->
              p.bucket(bucket)
                  .notificationConfiguration(
                      n ->
                          n.topicConfigurations(
                              TopicConfiguration.builder()
                                  .topicArn(topic)
                                  .events(Event.S3_OBJECT_CREATED)
                                  .build())));
      s3.putObject(p -> p.bucket(bucket).key("a.txt"), RequestBody.fromString("x"));
    }
  }
}
