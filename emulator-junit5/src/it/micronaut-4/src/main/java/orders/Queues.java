package orders;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends and takes orders. */
@Singleton
public class Queues {
  private final String endpoint;

  public Queues(@Value("${orders.endpoint}") String endpoint) {
    this.endpoint = endpoint;
  }

  int sendAndCount(String body) {
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build()) {
      String queue = sqs.createQueue(create -> create.queueName("orders")).queueUrl();
      sqs.sendMessage(send -> send.queueUrl(queue).messageBody(body));
      return sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages().size();
    }
  }
}
