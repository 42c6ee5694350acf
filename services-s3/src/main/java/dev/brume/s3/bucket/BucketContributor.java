package dev.brume.s3.bucket;

import dev.brume.core.gateway.RequestContext;
import dev.brume.s3.api.CreateBucketRequest;
import dev.brume.s3.engine.BucketEdit;

/** Applies a feature's part of a request that creates a bucket. */
@FunctionalInterface
public interface BucketContributor {
  /**
   * Gives a new bucket the settings that it starts with.
   *
   * @throws dev.brume.core.error.AwsError where the request makes no sense: then there is no bucket
   */
  void begin(RequestContext context, CreateBucketRequest input, BucketEdit edit);

  /** The same for a bucket that its owner creates once more, which us-east-1 allows. */
  default void again(RequestContext context, CreateBucketRequest input, BucketEdit edit) {}
}
