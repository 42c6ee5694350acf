package dev.brume.s3.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is told of annotations: the members are those that the SDK for Java reads, the version is
 * the one of the documentation's example. What a deletion tells of what is gone is not documented.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
class AnnotationEventsTest {
  private static final String A = "?annotation&annotationName=a";

  private final RecordedTargets targets = new RecordedTargets();
  private final S3Wire s3 = new S3Wire(targets.ports()).create("bkt");

  private void tell(String event) {
    s3.put(
            "/bkt?notification",
            "<NotificationConfiguration><QueueConfiguration><Queue>"
                + RecordedTargets.QUEUE
                + "</Queue><Event>"
                + event
                + "</Event></QueueConfiguration></NotificationConfiguration>")
        .hasStatus(200);
    targets.take();
  }

  @Test
  void annotationsAreTold() {
    tell("s3:ObjectAnnotation:*");
    s3.put("/bkt/k", "x");
    s3.put("/bkt/k" + A, "abc").hasStatus(200);
    s3.delete("/bkt/k" + A).hasStatus(204);
    s3.delete("/bkt/k" + A).hasStatus(204);

    List<String> told = targets.take();
    assertThat(told).hasSize(2);
    assertThat(told.getFirst())
        .contains(
            "\"eventVersion\":\"2.5\"",
            "\"eventName\":\"ObjectAnnotation:Put\"",
            "\"objectAnnotation\":[{\"name\":\"a\",\"size\":3,"
                + "\"eTag\":\"900150983cd24fb0d6963f7d28e17f72\"}]");
    assertThat(told.getLast())
        .contains(
            "\"eventName\":\"ObjectAnnotation:Delete\"", "\"objectAnnotation\":[{\"name\":\"a\"}]");
  }

  @Test
  void copiesTellThatTheyHaveSome() {
    s3.put("/bkt/k", "x");
    tell("s3:ObjectCreated:*");
    s3.put("/bkt/c", "", "x-amz-copy-source", "/bkt/k").hasStatus(200);
    s3.put("/bkt/k" + A, "abc").hasStatus(200);
    s3.put("/bkt/c", "", "x-amz-copy-source", "/bkt/k").hasStatus(200);

    List<String> told = targets.take();
    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).doesNotContain("hasObjectAnnotation");
    assertThat(told.getLast()).contains("\"hasObjectAnnotation\":true");
  }
}
