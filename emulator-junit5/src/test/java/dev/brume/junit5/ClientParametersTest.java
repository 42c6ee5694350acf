package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients that the extension makes. Source of truth: the Javadoc of {@link BrumeTest}. */
class ClientParametersTest {

  @BrumeTest(keepState = true)
  @Nested
  class WithStateThatIsKept {
    @BeforeAll
    static void make(SqsClient sqs, S3Client s3) {
      sqs.createQueue(create -> create.queueName("orders"));
      s3.createBucket(create -> create.bucket("photos"));
    }

    @Test
    void whatWasMadeBeforeIsThere(SqsAsyncClient sqs) {
      assertThat(sqs.listQueues().join().queueUrls()).hasSize(1);
    }

    @Test
    void bucketsStandInThePath(S3Client s3, Brume brume) {
      s3.putObject(put -> put.bucket("photos").key("key"), RequestBody.fromString("text"));
      assertThat(brume.lastRequests(1)).first().asString().contains("s3.PutObject 200");
      assertThat(brume.countRequests("s3", "PutObject")).isEqualTo(1);
    }
  }

  @BrumeTest(ownAccounts = true)
  @Nested
  class WithAnAccountForEachTest {
    @Test
    void neitherSeesTheOthersQueue(SqsClient sqs) {
      assertThat(sqs.listQueues().queueUrls()).isEmpty();
      sqs.createQueue(create -> create.queueName("orders"));
      assertThat(sqs.listQueues().queueUrls()).hasSize(1);
    }

    @Test
    void inWhateverOrderTheyRun(SqsClient sqs) {
      neitherSeesTheOthersQueue(sqs);
    }
  }
}
