package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.engine.ObjectVersion;

/**
 * Lets a feature refuse reads: of archived objects, or without the key of the encryption. Called
 * before conditions are evaluated.
 */
@FunctionalInterface
public interface ReadGuard {
  /** The purpose of a read. */
  enum Purpose {
    /** GetObject, and other operations that return the content to the caller. */
    CONTENT,
    /** HeadObject and GetObjectAttributes, which return no content. */
    DESCRIPTION,
    /** Creating an object or a part from it; its keys are in headers of their own. */
    COPY
  }

  /**
   * Checks that the object may be read.
   *
   * @throws dev.brume.core.error.AwsError if it may not
   */
  void check(BucketRequest request, ObjectVersion version, Purpose purpose);
}
