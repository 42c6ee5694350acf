package dev.brume.s3.archive;

import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.engine.ObjectRestore;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.lifecycle.UtcMidnight;
import dev.brume.s3.object.ObjectHeaderContributor;

/**
 * Writes the x-amz-restore header, which reports the state of an archived object.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
final class RestoreHeader implements ObjectHeaderContributor {
  private final Timeline timeline;

  RestoreHeader(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, HeadObjectOutput.Builder answer) {
    ArchiveTier tier = ArchiveTier.of(version);
    if (tier != null && tier.isOfTiering()) {
      answer.archiveStatus(tier.name());
    }
    if (version.restore() != null) {
      answer.restore(text(version.restore()));
    }
  }

  private String text(ObjectRestore restore) {
    if (restore.isOngoing(timeline.nowMillis())) {
      return "ongoing-request=\"true\"";
    }
    return restore.isThere(timeline.nowMillis())
        ? "ongoing-request=\"false\", expiry-date=\""
            + UtcMidnight.text(restore.expiresMillis())
            + '"'
        : null;
  }
}
