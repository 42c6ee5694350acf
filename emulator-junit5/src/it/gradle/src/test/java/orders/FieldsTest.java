package orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brume.junit5.BrumeTest;
import dev.brume.junit5.Emulated;
import dev.brume.junit5.StartingTable;
import dev.brume.server.Brume;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the annotation gives, by whatever JUnit and Java. Source of truth: docs/testing.md of this
 * project.
 */
@BrumeTest(
    virtualTime = true,
    buckets = "photos",
    queues = "orders",
    topics = "news",
    tables = @StartingTable(name = "customers", partitionKey = "id"))
class FieldsTest {
  @Emulated S3Client s3;
  @Emulated SqsClient sqs;
  @Emulated Brume brume;

  @Test
  void clientsComeReadyToUse() {
    s3.putObject(put -> put.bucket("photos").key("a.txt"), RequestBody.fromString("text"));
    s3.putObject(put -> put.bucket("photos").key("a.txt"), RequestBody.fromString("more"));

    brume.requests().to("s3", "PutObject").with("Key", "a.txt").assertCount(2);
    assertEquals(
        "more", s3.getObjectAsBytes(get -> get.bucket("photos").key("a.txt")).asUtf8String());
  }

  @Test
  void aMessageComesBackAfterThirtySeconds() {
    String url = sqs.getQueueUrl(get -> get.queueName("orders")).queueUrl();
    sqs.sendMessage(send -> send.queueUrl(url).messageBody("one coffee"));
    assertEquals(1, sqs.receiveMessage(receive -> receive.queueUrl(url)).messages().size());
    assertEquals(0, sqs.receiveMessage(receive -> receive.queueUrl(url)).messages().size());

    brume.timeline().advance(Duration.ofSeconds(30));

    assertEquals(1, sqs.receiveMessage(receive -> receive.queueUrl(url)).messages().size());
  }
}
