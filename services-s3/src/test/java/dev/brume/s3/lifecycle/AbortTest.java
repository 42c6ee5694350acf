package dev.brume.s3.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Rules abort multipart uploads that nobody completes, and answers tell when.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html">Configuring
 *     a bucket lifecycle configuration to delete incomplete multipart uploads</a>
 */
class AbortTest {
  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void createBucket() {
    s3.create("bucket");
  }

  private void rules(int days) {
    String body =
        "<LifecycleConfiguration><Rule><ID>late</ID><Filter/><Status>Enabled</Status>"
            + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>2147483647"
            + "</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
            + "<Rule><ID>my rule</ID><Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status>"
            + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>"
            + days
            + "</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
            + "</LifecycleConfiguration>";
    s3.put("/bucket?lifecycle", body, "Content-MD5", S3Wire.md5(body)).hasStatus(200);
  }

  @Test
  void anUploadIsAbortedAtTheMidnightAfterItsDays() {
    rules(7);
    s3.pass(Duration.ofHours(10));
    Answer begun = s3.post("/bucket/a?uploads", "").hasStatus(200);
    begun
        .hasHeader("x-amz-abort-date", "Thu, 09 Jan 2025 00:00:00 GMT")
        .hasHeader("x-amz-abort-rule-id", "my%20rule");
    String upload = "/bucket/a?uploadId=" + begun.element("UploadId");
    s3.get(upload)
        .hasHeader("x-amz-abort-date", "Thu, 09 Jan 2025 00:00:00 GMT")
        .hasHeader("x-amz-abort-rule-id", "my%20rule");

    s3.pass(Duration.ofHours(7 * 24 + 13));
    s3.get(upload).hasStatus(200);
    s3.pass(Duration.ofHours(1));
    s3.get(upload).isError(404, "NoSuchUpload");
  }

  @Test
  void anotherPrefixHasAnotherRule() {
    rules(1);
    Answer begun = s3.post("/bucket/b?uploads", "").hasStatus(200);
    assertThat(begun.header("x-amz-abort-rule-id")).isEqualTo("late");
    s3.pass(Duration.ofDays(100));
    s3.get("/bucket/b?uploadId=" + begun.element("UploadId")).hasStatus(200);
  }

  @Test
  void withoutRulesNothingIsTold() {
    s3.post("/bucket/a?uploads", "")
        .hasHeader("x-amz-abort-date", null)
        .hasHeader("x-amz-abort-rule-id", null);
  }
}
