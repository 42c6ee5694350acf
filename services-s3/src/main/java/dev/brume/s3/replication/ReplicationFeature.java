package dev.brume.s3.replication;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.encryption.KmsKeys;

/** Replication of objects to other buckets. */
public final class ReplicationFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    ReplicationDelivery delivery =
        new ReplicationDelivery(s3.buckets(), new KmsKeys(s3.surroundings().ports()), s3.access());
    s3.hooks().answers().add(new ReplicationStatusHeader());
    s3.hooks().companions().add(bucket -> new Replicator(bucket, s3.timeline(), delivery));

    GuardedBinder b = s3.operations();
    ReplicationOperations replication = new ReplicationOperations(s3.buckets(), s3.ids());
    b.onBucket(S3Api.DELETE_BUCKET_REPLICATION, replication::deleteBucketReplication);
    b.onBucket(S3Api.GET_BUCKET_REPLICATION, replication::getBucketReplication);
    b.onBucket(S3Api.PUT_BUCKET_REPLICATION, replication::putBucketReplication);
  }
}
