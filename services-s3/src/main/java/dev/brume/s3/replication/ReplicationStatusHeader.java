package dev.brume.s3.replication;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ObjectHeaderContributor;

/**
 * Writes the x-amz-replication-status header.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html">Getting
 *     replication status information</a>
 */
final class ReplicationStatusHeader implements ObjectHeaderContributor {
  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, HeadObjectOutput.Builder answer) {
    answer.replicationStatus(version.replicationStatus());
  }
}
