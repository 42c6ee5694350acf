package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** The checksums of one body, each computed once for all that need it. */
public final class PayloadDigests {
  /** Those of a body that nothing is computed of. */
  static final PayloadDigests NONE = new PayloadDigests();

  private final Map<ChecksumAlgorithm, Digest> digests = new EnumMap<>(ChecksumAlgorithm.class);
  private final Map<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);

  PayloadDigests() {}

  /** Computes {@code algorithm} as well. Before the first bytes. */
  void add(ChecksumAlgorithm algorithm) {
    digests.computeIfAbsent(algorithm, ChecksumAlgorithm::start);
  }

  boolean isEmpty() {
    return digests.isEmpty();
  }

  boolean computes(ChecksumAlgorithm algorithm) {
    return digests.containsKey(algorithm);
  }

  void update(ByteBuffer bytes) {
    for (Digest digest : digests.values()) {
      digest.update(bytes);
    }
  }

  /** All bytes have passed. */
  void finish() {
    digests.forEach((algorithm, digest) -> values.put(algorithm, digest.value()));
  }

  /** The value, or null where there is none or not yet. */
  byte[] valueOf(ChecksumAlgorithm algorithm) {
    return values.get(algorithm);
  }
}
