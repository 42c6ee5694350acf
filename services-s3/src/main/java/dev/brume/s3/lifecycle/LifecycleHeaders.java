package dev.brume.s3.lifecycle;

import dev.brume.s3.api.ExpirationStatus;
import dev.brume.s3.api.LifecycleExpiration;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.UploadRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Response headers about the rules: when a current version expires, and when an incomplete
 * multipart upload is aborted.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">CreateMultipartUpload</a>
 */
public final class LifecycleHeaders {
  private static final String UNRESERVED = "-._~";

  private LifecycleHeaders() {}

  /**
   * When and by which rule an upload is aborted.
   *
   * @param date the time
   * @param ruleId the rule's id, URL-encoded as in {@code x-amz-expiration}; AWS documents the
   *     encoding only for that header
   */
  public record Abort(Instant date, String ruleId) {}

  /**
   * The value of {@code x-amz-expiration} for a current version: the earliest date of any rule by
   * date or days; null if there is none.
   */
  public static String expiration(Bucket bucket, ObjectVersion version) {
    LifecycleSettings settings = bucket.configuration(Configurations.LIFECYCLE);
    if (settings == null || version.deleteMarker()) {
      return null;
    }
    long earliest = LifecycleAction.NEVER;
    LifecycleRule first = null;
    for (LifecycleRule rule : settings.rules()) {
      LifecycleExpiration expiration = rule.expiration();
      if (expiration != null && isEnabled(rule) && LifecycleRuleScope.of(rule).covers(version)) {
        long due = Evaluation.due(expiration.date(), expiration.days(), version.createdMillis());
        if (due < earliest) {
          earliest = due;
          first = rule;
        }
      }
    }
    return first == null
        ? null
        : "expiry-date=\""
            + UtcMidnight.text(earliest)
            + "\", rule-id=\""
            + encoded(first.id())
            + '"';
  }

  private static boolean isEnabled(LifecycleRule rule) {
    return rule.status().equals(ExpirationStatus.ENABLED);
  }

  /** When an upload is aborted, and by which rule; null if no rule applies. */
  public static Abort abort(Bucket bucket, UploadRecord upload) {
    LifecycleSettings settings = bucket.configuration(Configurations.LIFECYCLE);
    if (settings == null) {
      return null;
    }
    LifecycleRule first = null;
    int days = Integer.MAX_VALUE;
    for (LifecycleRule rule : settings.rules()) {
      if (rule.abortIncompleteMultipartUpload() != null
          && isEnabled(rule)
          && LifecycleRuleScope.of(rule).covers(upload.key())) {
        int ruleDays = rule.abortIncompleteMultipartUpload().daysAfterInitiation();
        if (first == null || ruleDays < days) {
          first = rule;
          days = ruleDays;
        }
      }
    }
    return first == null
        ? null
        : new Abort(
            Instant.ofEpochMilli(UtcMidnight.after(upload.initiatedMillis(), days)),
            encoded(first.id()));
  }

  private static String encoded(String id) {
    StringBuilder text = new StringBuilder();
    for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || UNRESERVED.indexOf(c) >= 0;
      text.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return text.toString();
  }
}
