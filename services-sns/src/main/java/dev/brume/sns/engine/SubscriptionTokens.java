package dev.brume.sns.engine;

import dev.brume.core.id.Ids;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The tokens that confirm subscriptions: 288 hexadecimal digits, like AWS's. A token contains its
 * region.
 */
public final class SubscriptionTokens {
  private static final String DIGITS = "0123456789abcdef";
  private static final int LENGTH = 288;
  private static final String END = "00";
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");

  private SubscriptionTokens() {}

  static String make(Ids ids, String region) {
    String head = HexFormat.of().formatHex(region.getBytes(StandardCharsets.US_ASCII)) + END;
    return head + ids.text(LENGTH - head.length(), DIGITS);
  }

  /** Whether the text has the digits of a token. */
  public static boolean isHexadecimal(String token) {
    return HEXADECIMAL.matcher(token).matches();
  }

  /** The region of a token; null if it is not a token of this server. */
  public static String regionOf(String token) {
    if (token.length() != LENGTH || !isHexadecimal(token)) {
      return null;
    }
    byte[] bytes = HexFormat.of().parseHex(token);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    String region = new String(bytes, 0, length, StandardCharsets.US_ASCII);
    return REGION.matcher(region).matches() ? region : null;
  }
}
