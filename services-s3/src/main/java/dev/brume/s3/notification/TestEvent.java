package dev.brume.s3.notification;

import dev.brume.core.kit.JsonObjectText;
import dev.brume.s3.HostId;

/**
 * The test message {@code s3:TestEvent} that destinations receive when they are configured.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
final class TestEvent {
  private TestEvent() {}

  static String json(String bucket, long nowMillis, String requestId) {
    return JsonObjectText.of(
        json -> {
          json.member("Service", "Amazon S3");
          json.member("Event", "s3:TestEvent");
          json.member("Time", EventTime.millis(nowMillis));
          json.member("Bucket", bucket);
          json.member("RequestId", requestId);
          json.member("HostId", HostId.of(requestId));
        });
  }
}
