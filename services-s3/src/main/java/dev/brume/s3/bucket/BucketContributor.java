package dev.brume.s3.bucket;

import dev.brume.core.gateway.RequestContext;
import dev.brume.s3.api.CreateBucketRequest;
import dev.brume.s3.engine.BucketEdit;

/** Applies a feature's part of a request that creates a bucket. */
@FunctionalInterface
public interface BucketContributor {
  /**
   * Sets a new bucket's initial settings.
   *
   * @throws dev.brume.core.error.AwsError if the request is invalid: then no bucket is created
   */
  void begin(RequestContext context, CreateBucketRequest input, BucketEdit edit);

  /** The same for a bucket that its owner creates again, which us-east-1 permits. */
  default void again(RequestContext context, CreateBucketRequest input, BucketEdit edit) {}
}
