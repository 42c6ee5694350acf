package orders;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends and takes orders. */
@ApplicationScoped
public class Queues {
  @ConfigProperty(name = "orders.endpoint")
  String endpoint;

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
