package dev.brume.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two functions of signature version 4, with one instance per thread: each is called several
 * times per request, and a lookup costs as much as a use.
 */
final class Hashes {
  /** The SHA-256 of empty input. */
  static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String HMAC = "HmacSHA256";
  private static final String HMAC_SHA1 = "HmacSHA1";
  private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Hashes::digest);
  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Hashes::mac);

  private Hashes() {}

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mac mac() {
    try {
      return Mac.getInstance(HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The SHA-256 in lower-case hexadecimal digits. */
  static String sha256(byte[] bytes) {
    return bytes.length == 0 ? EMPTY_SHA256 : HexFormat.of().formatHex(SHA256.get().digest(bytes));
  }

  static byte[] hmac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = MAC.get();
      mac.init(key);
      return mac.doFinal(text);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The version 2 signature: HMAC-SHA1, in base64. */
  static String version2(String secret, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC_SHA1);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC_SHA1));
      return Base64.getEncoder().encodeToString(mac.doFinal(wireBytes(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, HMAC);
  }

  /** The bytes of a received text, in which each character represents one byte. */
  static byte[] wireBytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Decodes lower-case hexadecimal digits; null if {@code digits} is invalid. */
  static byte[] bytesOf(String digits) {
    if (digits == null || digits.isEmpty() || (digits.length() & 1) != 0) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return null;
      }
    }
    return HexFormat.of().parseHex(digits);
  }

  /** Compares in constant time. */
  static boolean isSame(String sent, String right) {
    return right != null
        && sent != null
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
