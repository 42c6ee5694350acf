package dev.brume.s3.configuration;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.BucketAccelerateStatus;
import java.util.Locale;

/**
 * Accelerated endpoints only serve buckets with acceleration enabled.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
public final class Acceleration {
  private static final String ENDPOINT = ".s3-accelerate.";

  private Acceleration() {}

  /**
   * Refuses requests to an accelerated endpoint for other buckets.
   *
   * @throws dev.brume.core.error.AwsError InvalidRequest
   */
  public static void check(BucketRequest request) {
    String host = request.header("Host");
    if (host == null || !host.toLowerCase(Locale.ROOT).contains(ENDPOINT)) {
      return;
    }
    String status = request.bucket().configuration(Configurations.ACCELERATE);
    if (status == null) {
      throw S3Refusals.invalidRequest("S3 Transfer Acceleration is not configured on this bucket");
    }
    if (!status.equals(BucketAccelerateStatus.ENABLED)) {
      throw S3Refusals.invalidRequest("S3 Transfer Acceleration is disabled on this bucket");
    }
  }
}
