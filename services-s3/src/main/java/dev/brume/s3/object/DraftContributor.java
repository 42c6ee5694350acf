package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.engine.ObjectVersion;

/**
 * A feature's part (encryption, access, object lock) of a request that creates an object. Called
 * before the body is read; refuses invalid requests.
 */
@FunctionalInterface
public interface DraftContributor {
  /**
   * Parses the headers.
   *
   * @param headers the request's headers, whatever its operation
   * @param draft receives the settings
   * @throws dev.brume.core.error.AwsError if the headers are invalid
   */
  void contribute(BucketRequest request, PutObjectRequest headers, ObjectVersion.Builder draft);
}
