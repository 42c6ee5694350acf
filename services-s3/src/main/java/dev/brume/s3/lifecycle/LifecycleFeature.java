package dev.brume.s3.lifecycle;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** Lifecycle rules: objects expire and move to other storage classes. */
public final class LifecycleFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    ExpirationHeader expirations = new ExpirationHeader();
    s3.hooks().answers().add(expirations);
    s3.hooks().creations().add(expirations);
    s3.hooks().companions().add(bucket -> new LifecycleSweep(bucket, s3.timeline()));

    GuardedBinder b = s3.operations();
    LifecycleOperations lifecycle = new LifecycleOperations(s3.ids());
    b.onBucket(S3Api.DELETE_BUCKET_LIFECYCLE, lifecycle::deleteBucketLifecycle);
    b.onBucket(
        S3Api.GET_BUCKET_LIFECYCLE_CONFIGURATION, lifecycle::getBucketLifecycleConfiguration);
    b.onBucket(
        S3Api.PUT_BUCKET_LIFECYCLE_CONFIGURATION, lifecycle::putBucketLifecycleConfiguration);
  }
}
