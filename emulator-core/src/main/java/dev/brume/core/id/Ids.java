package dev.brume.core.id;

/**
 * The one source of ids and randomness. With a seed, the same calls give the same ids in every run.
 * Safe for use by many threads.
 */
public interface Ids {

  /** A random (version 4) UUID in its usual lower-case form: a request id, a message id. */
  String uuid();

  /** {@code length} random characters from {@code alphabet}. */
  String text(int length, String alphabet);

  /** Fills a new array of {@code length} random bytes. */
  byte[] bytes(int length);

  /** A random number from 0 (inclusive) to {@code bound} (exclusive). */
  long number(long bound);
}
