package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.time.VirtualTimeline;
import dev.brume.server.Brume;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Annotations that carry {@link BrumeTest}, at any depth. Source of truth: its Javadoc. */
@ComposedAnnotationTest.OfOurShop
class ComposedAnnotationTest {
  @Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @BrumeTest(
      virtualTime = true,
      buckets = {"photos", "bills"},
      queues = {"orders", "orders.fifo"},
      settings = {"SERVICES=s3,sqs", "DEFAULT_REGION=eu-west-1"})
  @interface AtNewYear {}

  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @AtNewYear
  @interface OfOurShop {}

  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @BrumeTest(keepState = true, queues = "kept")
  @interface Keeping {}

  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @BrumeTest(ownAccounts = true, queues = "own")
  @interface InAccounts {}

  @Test
  void itsSettingsAreHeeded(Brume brume, S3Client s3, SqsClient sqs) {
    assertThat(brume.timeline().now()).isEqualTo(VirtualTimeline.START);
    assertThat(s3.listBuckets().buckets())
        .extracting(Bucket::name)
        .containsExactly("bills", "photos");
    assertThat(sqs.listQueues().queueUrls())
        .hasSize(2)
        .anySatisfy(url -> assertThat(url).endsWith("/orders"))
        .anySatisfy(url -> assertThat(url).endsWith("/orders.fifo"));
  }

  @Nested
  class InAnInnerClass {
    @Test
    void theyAreToo(Brume brume, S3Client s3) {
      assertThat(brume.timeline().now()).isEqualTo(VirtualTimeline.START);
      assertThat(s3.listBuckets().buckets()).hasSize(2);
    }
  }
}
