package dev.brume.core.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * S3's second id of a request, {@code x-amz-id-2} and {@code HostId}: 76 opaque characters, here
 * the same ones for the same request id.
 */
public final class HostId {
  private static final int BYTES = 56;

  private HostId() {}

  public static String of(String requestId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-512").digest(requestId.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-512", e);
    }
  }
}
