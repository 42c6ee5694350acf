package dev.brume.s3.cors;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.api.S3Api;

/** CORS: the access of cross-origin pages to a bucket. */
public final class CorsFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    CrossOriginAccess access = new CrossOriginAccess(s3.buckets());
    s3.hooks().originRules().add(access::rulesFor);
    s3.hooks()
        .routes()
        .add((request, hosts) -> access.isPreflight(request) ? access::preflight : null);

    CorsOperations cors = new CorsOperations();
    s3.operations().onBucket(S3Api.DELETE_BUCKET_CORS, cors::deleteBucketCors);
    s3.operations().onBucket(S3Api.GET_BUCKET_CORS, cors::getBucketCors);
    s3.operations().onBucket(S3Api.PUT_BUCKET_CORS, cors::putBucketCors);
  }
}
