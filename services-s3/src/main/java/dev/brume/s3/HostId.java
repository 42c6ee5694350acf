package dev.brume.s3;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * S3's second request id, {@code x-amz-id-2} and {@code HostId}: 76 opaque characters, here derived
 * from the request id.
 */
public final class HostId {
  private static final int BYTES = 56;

  // Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
  private static final long SECOND_FACTOR = 0x94d049bb133111ebL;

  private HostId() {}

  public static String of(String requestId) {
    long state = 0;
    for (int i = 0; i < requestId.length(); i++) {
      state = mix(state + requestId.charAt(i));
    }
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    while (bytes.hasRemaining()) {
      state += GOLDEN_GAMMA;
      bytes.putLong(mix(state));
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static long mix(long number) {
    long mixed = (number ^ number >>> 30) * FIRST_FACTOR;
    mixed = (mixed ^ mixed >>> 27) * SECOND_FACTOR;
    return mixed ^ mixed >>> 31;
  }
}
