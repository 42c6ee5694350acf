package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.engine.ObjectVersion;

/**
 * Lets a feature refuse reads: of archived objects, or without the key of the encryption. Called
 * before conditions are evaluated.
 */
@FunctionalInterface
public interface ReadGuard {
  /** What an object is read for. */
  enum Purpose {
    /** GetObject, and whatever else gives the content to the caller. */
    CONTENT,
    /** HeadObject and GetObjectAttributes, which give no content. */
    DESCRIPTION,
    /** To make an object or a part of it; its keys come in headers of their own. */
    COPY
  }

  /**
   * Lets the object be read, or not.
   *
   * @throws dev.brume.core.error.AwsError where it must not be
   */
  void check(BucketRequest request, ObjectVersion version, Purpose purpose);
}
