package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.engine.ObjectVersion;

/**
 * What a feature (encryption, lifecycle) tells of an object in the headers of the operations that
 * make one: PutObject, CopyObject, CompleteMultipartUpload, form posts.
 */
@FunctionalInterface
public interface CreationContributor {
  /** Adds to {@code answer} what the feature knows of {@code version}, which is in the bucket. */
  void contribute(BucketRequest request, ObjectVersion version, PutObjectOutput.Builder answer);
}
