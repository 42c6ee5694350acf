package dev.brume.iam.engine;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The six-digit codes of virtual MFA devices.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238: TOTP</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4226#section-5.3">RFC 4226: HOTP</a>
 */
public final class OneTimeCodes {
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final long STEP_MILLIS = 30_000;
  private static final int BITS = 5;
  private static final int MODULUS = 1_000_000;

  /** The largest clock difference between device and server at setup, in steps. */
  private static final int SETUP_STEPS = 10;

  private OneTimeCodes() {}

  /** The code at a given time. */
  public static String at(String seed, long millis) {
    return code(seed, Math.floorDiv(millis, STEP_MILLIS));
  }

  /** Whether a code is the present one, or that of the step before or after. */
  public static boolean isNow(String seed, long millis, String code) {
    long step = Math.floorDiv(millis, STEP_MILLIS);
    return code(seed, step).equals(code)
        || code(seed, step - 1).equals(code)
        || code(seed, step + 1).equals(code);
  }

  /** Whether two codes are consecutive and current. */
  public static boolean areConsecutive(String seed, long millis, String first, String second) {
    long step = Math.floorDiv(millis, STEP_MILLIS);
    for (long each = step - SETUP_STEPS; each <= step + SETUP_STEPS; each++) {
      if (code(seed, each).equals(first) && code(seed, each + 1).equals(second)) {
        return true;
      }
    }
    return false;
  }

  private static String code(String seed, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decoded(seed), "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 15;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return "%06d".formatted(number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decoded(String seed) {
    ByteBuffer bytes = ByteBuffer.allocate(seed.length() * BITS / Byte.SIZE);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < seed.length() && bytes.hasRemaining(); i++) {
      buffer = buffer << BITS | BASE_32.indexOf(seed.charAt(i));
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes.put((byte) (buffer >> bits));
      }
    }
    return bytes.array();
  }
}
