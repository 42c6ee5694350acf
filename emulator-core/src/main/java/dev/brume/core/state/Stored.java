package dev.brume.core.state;

import dev.brume.core.state.codec.StoredBodyReferences;
import dev.brume.core.state.codec.ValueCodec;

/**
 * A value in its stored form. What is read from a file stays so until its owner asks for the table,
 * because only the owner knows the type.
 *
 * @param bytes made by {@code codec}, or by one whose shapes it has learnt
 * @param bodies the bodies in files that it refers to
 */
record Stored(byte[] bytes, ValueCodec codec, StoredBodyReferences bodies) {
  <V> V as(Class<V> type) {
    return codec.decode(bytes, type);
  }
}
