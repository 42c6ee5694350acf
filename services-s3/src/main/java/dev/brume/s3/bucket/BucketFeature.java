package dev.brume.s3.bucket;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** Buckets, their versioning, tags and attribute-based access control. */
public final class BucketFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    GuardedBinder b = s3.operations();
    BucketOperations buckets = new BucketOperations(s3.buckets(), s3.hooks().newBuckets());
    b.on(S3Api.CREATE_BUCKET, buckets::createBucket);
    b.onBucket(S3Api.DELETE_BUCKET, buckets::deleteBucket);
    b.onBucket(S3Api.GET_BUCKET_LOCATION, buckets::getBucketLocation);
    b.onBucket(S3Api.HEAD_BUCKET, buckets::headBucket);
    b.on(S3Api.LIST_BUCKETS, new ListBucketsOperation(s3.buckets())::listBuckets);

    VersioningOperations versioning = new VersioningOperations();
    b.onBucket(S3Api.GET_BUCKET_VERSIONING, versioning::getBucketVersioning);
    b.onBucket(S3Api.PUT_BUCKET_VERSIONING, versioning::putBucketVersioning);

    BucketTaggingOperations tagging = new BucketTaggingOperations();
    b.onBucket(S3Api.DELETE_BUCKET_TAGGING, tagging::deleteBucketTagging);
    b.onBucket(S3Api.GET_BUCKET_TAGGING, tagging::getBucketTagging);
    b.onBucket(S3Api.PUT_BUCKET_TAGGING, tagging::putBucketTagging);

    AbacOperations abac = new AbacOperations();
    b.onBucket(S3Api.GET_BUCKET_ABAC, abac::getBucketAbac);
    b.onBucket(S3Api.PUT_BUCKET_ABAC, abac::putBucketAbac);
  }
}
