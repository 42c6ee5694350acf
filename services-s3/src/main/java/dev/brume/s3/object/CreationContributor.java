package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.engine.ObjectVersion;

/**
 * Adds a feature's response headers (encryption, lifecycle) to the operations that create objects:
 * PutObject, CopyObject, CompleteMultipartUpload, form posts.
 */
@FunctionalInterface
public interface CreationContributor {
  /**
   * Adds the feature's information about {@code version}, which is in the bucket, to {@code
   * answer}.
   */
  void contribute(BucketRequest request, ObjectVersion version, PutObjectOutput.Builder answer);
}
