package dev.brume.core.schema;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * Bytes that arrive or leave piece by piece under back-pressure: the value of a blob member with
 * the {@code streaming} trait. It can be subscribed to once. A published buffer belongs to the
 * subscriber.
 */
public interface ByteStream extends Flow.Publisher<ByteBuffer> {
  /** The number of bytes to come, or -1 where it is not known beforehand. */
  long length();
}
