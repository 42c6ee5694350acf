package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.GetObjectRequest;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Instant;

/**
 * Evaluates conditional requests: If-Match and the like.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110: precedence of
 *     preconditions</a>
 */
public final class Preconditions {
  private static final String ANY = "*";
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String COPY_SOURCE = "x-amz-copy-source-";

  /**
   * The conditions of a read: the client's present copy.
   *
   * @param ifMatch entity tags, {@code *} or null
   * @param ifNoneMatch the same
   * @param ifModifiedSince null for none
   * @param ifUnmodifiedSince null for none
   */
  public record Reading(
      String ifMatch, String ifNoneMatch, Instant ifModifiedSince, Instant ifUnmodifiedSince) {
    /**
     * The name of the condition that forbids returning {@code version}; null if there is none. If
     * {@link #ifMatch} is present and satisfied, {@link #ifUnmodifiedSince} is ignored.
     */
    private String failed(ObjectVersion version) {
      if (ifMatch != null) {
        return matches(ifMatch, version) ? null : IF_MATCH;
      }
      return ifUnmodifiedSince != null && version.lastModified().isAfter(ifUnmodifiedSince)
          ? "If-Unmodified-Since"
          : null;
    }

    /**
     * The name of the condition that shows that the client already has {@code version}, or null. If
     * {@link #ifNoneMatch} is present, {@link #ifModifiedSince} is ignored; a future date is also
     * ignored.
     */
    private String known(ObjectVersion version, long nowMillis) {
      if (ifNoneMatch != null) {
        return matches(ifNoneMatch, version) ? IF_NONE_MATCH : null;
      }
      boolean counts = ifModifiedSince != null && ifModifiedSince.toEpochMilli() <= nowMillis;
      return counts && !version.lastModified().isAfter(ifModifiedSince)
          ? "If-Modified-Since"
          : null;
    }
  }

  private Preconditions() {}

  /** Whether a request has any read condition. */
  static boolean areIn(GetObjectRequest input) {
    return input.ifMatch() != null
        || input.ifNoneMatch() != null
        || input.ifModifiedSince() != null
        || input.ifUnmodifiedSince() != null;
  }

  /**
   * Checks the conditions of GetObject and HeadObject.
   *
   * @return whether the client's copy is current: 304
   * @throws AwsError PreconditionFailed
   */
  static boolean isKnown(GetObjectRequest input, ObjectVersion version, long nowMillis) {
    Reading conditions =
        new Reading(
            input.ifMatch(),
            input.ifNoneMatch(),
            input.ifModifiedSince(),
            input.ifUnmodifiedSince());
    String failed = conditions.failed(version);
    if (failed != null) {
      throw S3Refusals.preconditionFailed(failed);
    }
    return conditions.known(version, nowMillis) != null;
  }

  /**
   * Checks the conditions on the source of a copy; there is no 304.
   *
   * @throws AwsError PreconditionFailed
   */
  public static void checkSource(Reading conditions, ObjectVersion source, long nowMillis) {
    String failed = conditions.failed(source);
    if (failed == null) {
      failed = conditions.known(source, nowMillis);
    }
    if (failed != null) {
      throw S3Refusals.preconditionFailed(COPY_SOURCE + failed);
    }
  }

  /**
   * Refuses conditions that writes do not support: {@code If-None-Match} only accepts the asterisk,
   * {@code If-Match} an entity tag, and at most one of them is permitted. Call before the body is
   * read.
   *
   * @throws AwsError NotImplemented
   */
  public static void checkWritable(String ifMatch, String ifNoneMatch) {
    if (ifMatch != null && ifNoneMatch != null) {
      throw notImplemented(
          IF_MATCH + "," + IF_NONE_MATCH,
          "Multiple conditional request headers present in the request");
    }
    if (ifNoneMatch != null && !ifNoneMatch.equals(ANY)) {
      throw notAccepted(IF_NONE_MATCH);
    }
    if (ANY.equals(ifMatch)) {
      throw notAccepted(IF_MATCH);
    }
  }

  private static AwsError notAccepted(String header) {
    return notImplemented(
        header, "We don't accept the provided value of " + header + " header for this API");
  }

  private static AwsError notImplemented(String header, String why) {
    return S3Refusals.notImplemented(header).withDetail("additionalMessage", why);
  }

  /**
   * Checks the conditions of a write, in the same edit that writes. A delete marker counts as no
   * object.
   *
   * @throws AwsError PreconditionFailed, or NoSuchKey if there is no object to match
   */
  public static void checkWrite(BucketEdit edit, String key, String ifMatch, String ifNoneMatch) {
    if (ifMatch != null || ifNoneMatch != null) {
      checkWrite(edit.latest(key), key, ifMatch, ifNoneMatch);
    }
  }

  /**
   * The same for the latest version of an object.
   *
   * @param latest null if there is none
   * @throws AwsError PreconditionFailed, or NoSuchKey if there is no object to match
   */
  static void checkWrite(ObjectVersion latest, String key, String ifMatch, String ifNoneMatch) {
    boolean there = latest != null && !latest.deleteMarker();
    if (ifNoneMatch != null && there) {
      throw S3Refusals.preconditionFailed(IF_NONE_MATCH);
    }
    if (ifMatch != null) {
      if (!there) {
        throw S3Refusals.noSuchKey(key);
      }
      if (!matches(ifMatch, latest)) {
        throw S3Refusals.preconditionFailed(IF_MATCH);
      }
    }
  }

  /**
   * Checks the condition of a delete, in the same edit that deletes. It applies to the latest
   * version, whichever is deleted; a delete marker counts as no object.
   *
   * @param ifMatch entity tags, {@code *} or null
   * @throws AwsError PreconditionFailed, or NoSuchKey if there is no object to match
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html">Conditional
   *     deletes</a>
   */
  static void checkDelete(BucketEdit edit, String key, String ifMatch) {
    if (ifMatch == null) {
      return;
    }
    ObjectVersion latest = edit.latest(key);
    if (latest == null || latest.deleteMarker()) {
      throw S3Refusals.noSuchKey(key);
    }
    if (!matches(ifMatch, latest)) {
      throw S3Refusals.preconditionFailed(IF_MATCH);
    }
  }

  /** Whether one of several entity tags, with or without quotes, is the ETag of {@code version}. */
  public static boolean matches(String tags, ObjectVersion version) {
    String etag = version.content().etag();
    int start = 0;
    while (start <= tags.length()) {
      int comma = tags.indexOf(',', start);
      int end = comma < 0 ? tags.length() : comma;
      String tag = tags.substring(start, end).strip();
      if (tag.equals(ANY) || bare(tag).equals(etag)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static String bare(String tag) {
    int start = tag.startsWith("W/") ? 2 : 0;
    boolean quoted = tag.length() >= start + 2 && tag.charAt(start) == '"' && tag.endsWith("\"");
    return quoted ? tag.substring(start + 1, tag.length() - 1) : tag.substring(start);
  }
}
