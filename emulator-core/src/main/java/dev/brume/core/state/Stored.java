package dev.brume.core.state;

import dev.brume.core.state.codec.StoredBodyReferences;
import dev.brume.core.state.codec.ValueCodec;

/**
 * A value in its encoded form. Values loaded from a file stay encoded until their owner opens the
 * table, because only the owner knows the type.
 *
 * @param bytes encoded by {@code codec}, or by one whose shapes it has learnt
 * @param bodies the bodies in files that it refers to
 */
record Stored(byte[] bytes, ValueCodec codec, StoredBodyReferences bodies) {
  <V> V as(Class<V> type) {
    return codec.decode(bytes, type);
  }
}
