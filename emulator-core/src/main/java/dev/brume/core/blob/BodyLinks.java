package dev.brume.core.blob;

/** Finds the bodies that stored values refer to. */
@FunctionalInterface
public interface BodyLinks {
  /**
   * The body of that link, the same object each time.
   *
   * @throws BodyStoreException if there can't be one. A missing file is only detected when it is
   *     read.
   */
  StoredBody find(BodyLink link);
}
