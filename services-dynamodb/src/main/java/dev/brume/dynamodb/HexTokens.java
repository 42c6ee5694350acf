package dev.brume.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Tokens in the form that the model requires for ListImports: at least 112 hexadecimal digits, a
 * multiple of 16.
 */
final class HexTokens {
  private static final int MULTIPLE_BYTES = 8;
  private static final int LEAST_BYTES = 56;

  private HexTokens() {}

  /** {@code token} in that form; null for null. */
  static String of(String token) {
    if (token == null) {
      return null;
    }
    byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
    int whole = (bytes.length + MULTIPLE_BYTES - 1) / MULTIPLE_BYTES * MULTIPLE_BYTES;
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.max(LEAST_BYTES, whole)));
  }

  /** The original of a token in that form; null for null. */
  static String plain(String token) {
    return token == null
        ? null
        : new String(HexFormat.of().parseHex(token), StandardCharsets.US_ASCII).replace("\0", "");
  }
}
