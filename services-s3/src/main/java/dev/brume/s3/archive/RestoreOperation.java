package dev.brume.s3.archive;

import dev.brume.core.error.AwsError;
import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.RestoreObjectOutput;
import dev.brume.s3.api.RestoreObjectRequest;
import dev.brume.s3.api.RestoreRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.Tier;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectRestore;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.lifecycle.UtcMidnight;
import dev.brume.s3.object.ObjectFinder;
import java.time.Duration;

/**
 * RestoreObject: creates a temporary readable copy of an archived object, or makes it readable
 * again if Intelligent-Tiering archived it. Requests of type SELECT, which AWS has discontinued,
 * are refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html">RestoreObject</a>
 */
public final class RestoreOperation {
  /** The response for a started restore, which its status indicates. */
  public static final RestoreObjectOutput ACCEPTED = RestoreObjectOutput.builder().build();

  /** The response if the copy exists and its expiry is extended. */
  private static final RestoreObjectOutput EXTENDED = RestoreObjectOutput.builder().build();

  private final Timeline timeline;

  public RestoreOperation(Timeline timeline) {
    this.timeline = timeline;
  }

  /** The requested restore and its duration. */
  private record Wish(ArchiveTier from, int days, String tier, Duration duration) {}

  public RestoreObjectOutput restoreObject(BucketRequest request, RestoreObjectRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
              return restore(edit, version, input.restoreRequest());
            });
  }

  private static Wish read(ObjectVersion version, RestoreRequest asked) {
    ArchiveTier from = ArchiveTier.of(version);
    if (from == null) {
      throw ArchiveGuard.refuse(
          version, null, "Restore is not allowed for the object's current storage class");
    }
    if (asked == null) {
      throw S3Refusals.malformedXml();
    }
    if (asked.type() != null) {
      throw S3Errors.methodNotAllowed(
          "The specific method for Select type jobs is not allowed against this resource.");
    }
    if (asked.tier() != null
        || asked.selectParameters() != null
        || asked.outputLocation() != null) {
      throw S3Refusals.malformedXml();
    }
    int days = days(from, asked.days());
    String tier =
        asked.glacierJobParameters() == null ? Tier.STANDARD : asked.glacierJobParameters().tier();
    Duration duration = from.retrieval(tier);
    if (duration == null) {
      throw AwsError.client(
          "InvalidTier", 403, "Retrieval option is not supported by this storage class");
    }
    return new Wish(from, days, tier, duration);
  }

  /** Intelligent-Tiering restores permanently, so there are no days. */
  private static int days(ArchiveTier from, Integer asked) {
    if (from.isOfTiering()) {
      if (asked != null) {
        throw S3Refusals.invalidRequest(
            "Days cannot be specified for objects in the INTELLIGENT_TIERING storage class.");
      }
      return 0;
    }
    if (asked == null) {
      throw S3Refusals.malformedXml();
    }
    if (asked < 1) {
      throw S3Refusals.invalidArgument(
          "restoration days should be at least 1", "Days", asked.toString());
    }
    return asked;
  }

  /**
   * Starts to restore a version, or extends its copy's expiry.
   *
   * @param asked null if the request has no body
   */
  RestoreObjectOutput restore(BucketEdit edit, ObjectVersion version, RestoreRequest asked) {
    Wish wish = read(version, asked);
    long nowMillis = timeline.nowMillis();
    ObjectRestore present = version.restore();
    if (present != null && present.isThere(nowMillis)) {
      ObjectRestore extended =
          new ObjectRestore(
              present.requestedMillis(),
              present.readyMillis(),
              UtcMidnight.after(nowMillis, wish.days()),
              present.tier(),
              present.told());
      edit.change(version, changed -> changed.restore(extended), ObjectEvent.UNREPORTED);
      return EXTENDED;
    }
    long readyMillis = nowMillis + wish.duration().toMillis();
    if (present != null && present.isOngoing(nowMillis) && !isFaster(wish, present, readyMillis)) {
      throw S3Errors.restoreAlreadyInProgress("Object restore is already in progress");
    }
    ObjectRestore begun =
        new ObjectRestore(nowMillis, readyMillis, expiry(wish, readyMillis), wish.tier(), false);
    edit.change(version, changed -> changed.restore(begun), ObjectEvent.RESTORE_POST);
    return ACCEPTED;
  }

  /**
   * A restore in progress can be requested again with a faster tier, with everything else
   * unchanged.
   */
  private static boolean isFaster(Wish wish, ObjectRestore present, long readyMillis) {
    return wish.duration().compareTo(wish.from().retrieval(present.tier())) < 0
        && readyMillis < present.readyMillis()
        && expiry(wish, present.readyMillis()) == present.expiresMillis();
  }

  /** The days of a copy start when it is available; Intelligent-Tiering creates none. */
  private static long expiry(Wish wish, long readyMillis) {
    return wish.from().isOfTiering() ? readyMillis : UtcMidnight.after(readyMillis, wish.days());
  }
}
