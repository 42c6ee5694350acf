package dev.brume.s3.engine;

/**
 * Is called for every change of an object version, in order, under the bucket's lock: it may only
 * read the bucket, add tasks and append to the outbox. Its effects for a key belong in a lane of
 * that bucket and key.
 */
@FunctionalInterface
public interface ObjectListener {
  void changed(Bucket bucket, ObjectChange change);
}
