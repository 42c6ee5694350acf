package dev.brume.core.blob;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Receives a new body piece by piece. Used by one thread at a time, and ended by one {@link
 * #finish} or {@link #abort}.
 */
public interface BodyWriter {
  /** Takes all that remains of {@code bytes}. Where that fails, {@link #finish} tells. */
  void write(ByteBuffer bytes);

  /**
   * Ends the body. Completes when it is as durable as what will refer to it; fails with {@link
   * BodyStoreException} where it could not be kept.
   */
  CompletionStage<StoredBody> finish();

  /** Forgets what was written. Does nothing after another end. */
  void abort();
}
