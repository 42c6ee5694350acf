package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Each test has an account with what the annotation names. Source of truth: the Javadoc of {@link
 * BrumeTest}.
 */
@ComposedAnnotationTest.InAccounts
class ComposedAccountsTest {
  @Test
  void one(SqsClient sqs) {
    onlyItsOwn(sqs);
  }

  @Test
  void another(SqsClient sqs) {
    onlyItsOwn(sqs);
  }

  private static void onlyItsOwn(SqsClient sqs) {
    assertThat(sqs.listQueues().queueUrls()).hasSize(1);
    sqs.createQueue(q -> q.queueName("mine"));
  }
}
