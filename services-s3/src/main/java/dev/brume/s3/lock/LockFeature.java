package dev.brume.s3.lock;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** Object lock: retention and legal holds. */
public final class LockFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    LockDraft drafts = new LockDraft(s3.timeline());
    s3.hooks().answers().add(drafts);
    s3.hooks().drafts().add(drafts);
    s3.hooks().deleteGuards().add(new LockGuard(s3.timeline()));

    GuardedBinder b = s3.operations();
    LockConfigurationOperations settings = new LockConfigurationOperations();
    b.onBucket(S3Api.GET_OBJECT_LOCK_CONFIGURATION, settings::getObjectLockConfiguration);
    b.onBucket(S3Api.PUT_OBJECT_LOCK_CONFIGURATION, settings::putObjectLockConfiguration);

    LockOperations locks = new LockOperations(s3.timeline());
    b.onBucket(S3Api.GET_OBJECT_LEGAL_HOLD, locks::getObjectLegalHold);
    b.onBucket(S3Api.GET_OBJECT_RETENTION, locks::getObjectRetention);
    b.onBucket(S3Api.PUT_OBJECT_LEGAL_HOLD, locks::putObjectLegalHold);
    b.onBucket(S3Api.PUT_OBJECT_RETENTION, locks::putObjectRetention);
  }
}
