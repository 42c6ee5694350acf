package dev.brume.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two functions that version 4 is made of. */
final class Hashes {
  /** The SHA-256 of nothing. */
  static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String HMAC = "HmacSHA256";

  private Hashes() {}

  /** The SHA-256 in lower-case hexadecimal digits. */
  static String sha256(byte[] bytes) {
    if (bytes.length == 0) {
      return EMPTY_SHA256;
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmac(byte[] key, byte[] text) {
    return hmac(new SecretKeySpec(key, HMAC), text);
  }

  static byte[] hmac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, HMAC);
  }

  /** The bytes of text as it came over the wire, where each character stands for one byte. */
  static byte[] wireBytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
