package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** The checksums of one body, each computed once and shared. */
public final class PayloadDigests {
  /** For a body without computed checksums. */
  static final PayloadDigests NONE = new PayloadDigests();

  private final Map<ChecksumAlgorithm, Digest> digests = new EnumMap<>(ChecksumAlgorithm.class);
  private final Map<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);

  PayloadDigests() {}

  /** Also computes {@code algorithm}. Call before the first bytes. */
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

  /** Called after all bytes. */
  void finish() {
    digests.forEach((algorithm, digest) -> values.put(algorithm, digest.value()));
  }

  /** The checksum, or null if it is not computed or not complete. */
  byte[] valueOf(ChecksumAlgorithm algorithm) {
    return values.get(algorithm);
  }
}
