package dev.brume.core.blob;

/** Finds the bodies that stored values refer to. */
@FunctionalInterface
public interface BodyLinks {
  /**
   * The body of that link, the same one each time.
   *
   * @throws BodyStoreException where there can't be any. Where its file is missing, that is found
   *     out when it is read.
   */
  StoredBody find(BodyLink link);
}
