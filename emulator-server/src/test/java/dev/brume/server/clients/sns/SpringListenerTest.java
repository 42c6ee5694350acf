package dev.brume.server.clients.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.sqs.SqsAccount;
import io.awspring.cloud.sqs.annotation.SnsNotificationMessage;
import io.awspring.cloud.sqs.annotation.SnsNotificationSubject;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.config.SqsBootstrapConfiguration;
import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.Header;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The listener of Spring Cloud AWS gets what a topic sends to a queue: it reads messages out of
 * their envelope, or takes them as they are.
 *
 * @see <a
 *     href="https://docs.awspring.io/spring-cloud-aws/docs/3.4.0/reference/html/index.html#sqs-integration">
 *     Spring Cloud AWS: SQS integration</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout to
 *     Amazon SQS queues</a>
 */
class SpringListenerTest {
  private static final long WAIT_SECONDS = 20;
  private static final SqsAccount ACCOUNT = SqsAccount.fresh();
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT.id, "secret"));
  private static final BlockingQueue<String> GOT = new LinkedBlockingQueue<>();

  /** What is published, as JSON. */
  record Order(int number, String dish) {}

  /** An application with two listeners. */
  @Configuration
  @Import(SqsBootstrapConfiguration.class)
  static class Application {
    @Bean
    SqsAsyncClient sqs() {
      return SqsAsyncClient.builder()
          .endpointOverride(SharedBrume.endpoint())
          .region(SqsAccount.REGION)
          .credentialsProvider(CREDENTIALS)
          .build();
    }

    @Bean
    SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(
        SqsAsyncClient sqs) {
      return SqsMessageListenerContainerFactory.builder()
          .sqsAsyncClient(sqs)
          .configure(options -> options.pollTimeout(Duration.ofSeconds(1)))
          .build();
    }

    /** Without it the listener takes no envelope apart. */
    @Bean
    SqsListenerConfigurer envelopes() {
      return registrar -> registrar.setObjectMapper(new ObjectMapper());
    }

    @Bean
    Listeners listeners() {
      return new Listeners();
    }
  }

  /** Notes what comes. */
  static class Listeners {
    @SqsListener("enveloped")
    void take(@SnsNotificationMessage Order order, @SnsNotificationSubject String subject) {
      GOT.add(subject + " " + order.number() + " " + order.dish());
    }

    @SqsListener("raw")
    void take(String message, @Header("kind") String kind) {
      GOT.add("raw " + kind + " " + message);
    }
  }

  private static void subscribe(SnsClient sns, String topic, String queue, String raw) {
    ACCOUNT.createQueue(queue);
    String arn = "arn:aws:sqs:" + SqsAccount.REGION.id() + ":" + ACCOUNT.id + ":" + queue;
    sns.subscribe(
        r ->
            r.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", raw)));
  }

  @Test
  void getsNotifications() throws InterruptedException {
    try (SnsClient sns =
        SnsClient.builder()
            .endpointOverride(SharedBrume.endpoint())
            .region(SqsAccount.REGION)
            .credentialsProvider(CREDENTIALS)
            .build()) {
      String topic = sns.createTopic(r -> r.name("orders")).topicArn();
      subscribe(sns, topic, "enveloped", "false");
      subscribe(sns, topic, "raw", "true");
      MessageAttributeValue kind =
          MessageAttributeValue.builder().dataType("String").stringValue("new").build();
      try (AnnotationConfigApplicationContext application =
          new AnnotationConfigApplicationContext(Application.class)) {
        assertThat(application.isRunning()).isTrue();
        sns.publish(
            r ->
                r.topicArn(topic)
                    .subject("order")
                    .message("{\"number\":7,\"dish\":\"crêpe\"}")
                    .messageAttributes(Map.of("kind", kind)));
        assertThat(
                new String[] {
                  GOT.poll(WAIT_SECONDS, TimeUnit.SECONDS), GOT.poll(WAIT_SECONDS, TimeUnit.SECONDS)
                })
            .containsExactlyInAnyOrder(
                "order 7 crêpe", "raw new {\"number\":7,\"dish\":\"crêpe\"}");
      }
    }
  }
}
