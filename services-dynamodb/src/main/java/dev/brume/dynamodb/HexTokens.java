package dev.brume.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Tokens in the form that the model demands of ListImports: hexadecimal digits, a multiple of 16
 * and at least 112 of them.
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

  /** The token that was put into that form; null for null. */
  static String plain(String token) {
    return token == null
        ? null
        : new String(HexFormat.of().parseHex(token), StandardCharsets.US_ASCII).replace("\0", "");
  }
}
