package dev.brume.core.blob;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Receives a new body in pieces. Used by one thread at a time, and ended by one {@link #finish} or
 * {@link #abort}.
 */
public interface BodyWriter {
  /** Writes all remaining bytes. A failure is reported by {@link #finish}. */
  void write(ByteBuffer bytes);

  /**
   * Ends the body. Completes when it is as durable as the record that will refer to it; fails with
   * {@link BodyStoreException} if it could not be stored.
   */
  CompletionStage<StoredBody> finish();

  /** Discards the written bytes. Does nothing after another end. */
  void abort();
}
