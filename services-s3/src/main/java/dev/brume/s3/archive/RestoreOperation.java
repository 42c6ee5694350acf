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
 * RestoreObject: has a readable copy made of an archived object for some days, or lets it be
 * readable again where Intelligent-Tiering has archived it. Requests of the type SELECT, which AWS
 * has given up, are refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html">RestoreObject</a>
 */
public final class RestoreOperation {
  /** The answer where a restore has begun, of which its status tells. */
  public static final RestoreObjectOutput ACCEPTED = RestoreObjectOutput.builder().build();

  /** The answer where the copy is there, and its days are counted anew. */
  private static final RestoreObjectOutput EXTENDED = RestoreObjectOutput.builder().build();

  private final Timeline timeline;

  public RestoreOperation(Timeline timeline) {
    this.timeline = timeline;
  }

  /** What is asked for, and what it takes. */
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

  /** What Intelligent-Tiering restores stays, so there is nothing to count. */
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
   * Begins to restore a version, or keeps its copy for longer.
   *
   * @param asked null where the request has no body
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

  /** A restore under way can be asked for again by a faster tier, with nothing else changed. */
  private static boolean isFaster(Wish wish, ObjectRestore present, long readyMillis) {
    return wish.duration().compareTo(wish.from().retrieval(present.tier())) < 0
        && readyMillis < present.readyMillis()
        && expiry(wish, present.readyMillis()) == present.expiresMillis();
  }

  /** The days of a copy begin when it is there; Intelligent-Tiering makes none. */
  private static long expiry(Wish wish, long readyMillis) {
    return wish.from().isOfTiering() ? readyMillis : UtcMidnight.after(readyMillis, wish.days());
  }
}
