package dev.brume.s3.lock;

import dev.brume.core.error.AwsError;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.ObjectLockMode;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectLock;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Instant;

/** The common rules of retention, and when it ends. */
final class Retentions {
  private static final String BYPASS = "x-amz-bypass-governance-retention";

  private Retentions() {}

  /**
   * Checks mode and date, from headers and documents.
   *
   * @throws AwsError InvalidArgument
   */
  static void check(String mode, Instant until, Instant now) {
    if (!mode.equals(ObjectLockMode.GOVERNANCE) && !mode.equals(ObjectLockMode.COMPLIANCE)) {
      throw S3Refusals.invalidArgument(
          "Unknown wormMode directive.", "x-amz-object-lock-mode", mode);
    }
    if (!until.isAfter(now)) {
      throw S3Refusals.invalidArgument(
          "The retain until date must be in the future!",
          "x-amz-object-lock-retain-until-date",
          until.toString());
    }
  }

  /**
   * Refuses lock settings in a bucket without object lock.
   *
   * @throws AwsError InvalidRequest
   */
  static void requireLock(Bucket bucket) {
    if (!bucket.record().objectLock()) {
      throw S3Refusals.invalidRequest("Bucket is missing Object Lock Configuration");
    }
  }

  /** Whether the version is under retention at {@code now}. */
  static boolean isRetained(ObjectVersion version, Instant now) {
    ObjectLock lock = version.lock();
    return lock != null && lock.retainUntil() != null && lock.retainUntil().isAfter(now);
  }

  /** Whether the version is under retention that {@code request} does not bypass. */
  static boolean holds(BucketRequest request, ObjectVersion version, Instant now) {
    return isRetained(version, now)
        && !(version.lock().mode().equals(ObjectLockMode.GOVERNANCE) && bypasses(request));
  }

  private static boolean bypasses(BucketRequest request) {
    return "true".equalsIgnoreCase(request.header(BYPASS));
  }

  static AwsError isProtected() {
    return S3Errors.accessDenied("Access Denied because object protected by object lock.");
  }
}
