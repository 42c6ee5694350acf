package dev.brume.s3.logging;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.api.S3Api;

/** Access logs of buckets. */
public final class LoggingFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    ServerAccessLog log = new ServerAccessLog(s3);
    s3.hooks().companions().add(log::companion);
    s3.hooks().responseListeners().add(log::listener);

    LoggingOperations logging = new LoggingOperations(s3.buckets(), s3.access());
    s3.operations().onBucket(S3Api.GET_BUCKET_LOGGING, logging::getBucketLogging);
    s3.operations().onBucket(S3Api.PUT_BUCKET_LOGGING, logging::putBucketLogging);
  }
}
