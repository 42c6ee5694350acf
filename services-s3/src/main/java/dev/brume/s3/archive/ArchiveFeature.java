package dev.brume.s3.archive;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.api.S3Api;

/** Archived objects and their restores. */
public final class ArchiveFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    s3.hooks().answers().add(new RestoreHeader(s3.timeline()));
    s3.hooks().readGuards().add(new ArchiveGuard(s3.timeline()));
    s3.hooks().companions().add(bucket -> new RestoreSteps(bucket, s3.timeline()));
    s3.operations()
        .onBucket(S3Api.RESTORE_OBJECT, new RestoreOperation(s3.timeline())::restoreObject);
  }
}
