package dev.brume.core.blob;

/**
 * Where the bodies of objects are kept: what is too big to stand in a record. One for each server.
 */
public interface BodyStore {
  /**
   * Begins a new body. Never blocks.
   *
   * @param expectedBytes how long it will be, or -1 where that is unknown
   */
  BodyWriter open(long expectedBytes);
}
