package dev.brume.core.blob;

/** Stores bodies that are too large for a record. One per server. */
public interface BodyStore {
  /**
   * Starts a new body. Never blocks.
   *
   * @param expectedBytes the expected length, or -1 if unknown
   */
  BodyWriter open(long expectedBytes);
}
