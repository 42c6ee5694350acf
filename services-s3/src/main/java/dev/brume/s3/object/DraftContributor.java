package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.engine.ObjectVersion;

/**
 * What a feature (encryption, access, object lock) makes of its part of a request that creates an
 * object. Called before the body is read; it refuses what can't be.
 */
@FunctionalInterface
public interface DraftContributor {
  /**
   * Reads the headers.
   *
   * @param headers what the request says, whichever operation it is
   * @param draft takes what becomes of it
   * @throws dev.brume.core.error.AwsError where the headers make no sense
   */
  void contribute(BucketRequest request, PutObjectRequest headers, ObjectVersion.Builder draft);
}
