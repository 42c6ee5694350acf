package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The state of one test is there in the next. Source of truth: the Javadoc of {@link BrumeTest}.
 */
@ComposedAnnotationTest.Keeping
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposedKeepingTest {
  @Test
  @Order(1)
  void first(SqsClient sqs) {
    sqs.createQueue(q -> q.queueName("more"));
    assertThat(sqs.listQueues().queueUrls()).hasSize(2);
  }

  @Test
  @Order(2)
  void second(SqsClient sqs) {
    assertThat(sqs.listQueues().queueUrls()).hasSize(2);
  }
}
