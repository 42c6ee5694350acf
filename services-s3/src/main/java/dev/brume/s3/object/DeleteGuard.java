package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.engine.ObjectVersion;

/** Lets a feature (object lock) refuse the permanent deletion of a version. */
@FunctionalInterface
public interface DeleteGuard {
  /**
   * Checks that a version may be deleted. Called in the edit that deletes it.
   *
   * @throws dev.brume.core.error.AwsError if it is protected
   */
  void check(BucketRequest request, ObjectVersion version);
}
