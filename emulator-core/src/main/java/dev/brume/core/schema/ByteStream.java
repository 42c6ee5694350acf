package dev.brume.core.schema;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * Bytes that arrive or leave in pieces with back-pressure: the value of a blob member with the
 * {@code streaming} trait. It can be subscribed to once. A published buffer belongs to the
 * subscriber.
 */
public interface ByteStream extends Flow.Publisher<ByteBuffer> {
  /** The number of bytes, or -1 if unknown. */
  long length();
}
