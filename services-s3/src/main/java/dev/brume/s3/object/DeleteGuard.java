package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.engine.ObjectVersion;

/** Lets a feature (object lock) refuse the permanent deletion of a version. */
@FunctionalInterface
public interface DeleteGuard {
  /**
   * Lets a version be removed, or not. Called in the edit that removes it.
   *
   * @throws dev.brume.core.error.AwsError where it must stay
   */
  void check(BucketRequest request, ObjectVersion version);
}
