package dev.brume.kms.engine;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;

/**
 * RSA signatures of digests, which Java only computes from messages.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017">RFC 8017</a>
 */
final class RsaSigning {
  private static final String RAW = "RSA/ECB/NoPadding";
  private static final String PKCS1 = "RSA/ECB/PKCS1Padding";
  private static final byte TRAILER = (byte) 0xbc;

  /** The prefix of a digest in DigestInfo (9.2, note 1). */
  private static final Map<String, byte[]> DIGEST_INFO =
      Map.of(
          "SHA-256", HexFormat.of().parseHex("3031300d060960864801650304020105000420"),
          "SHA-384", HexFormat.of().parseHex("3041300d060960864801650304020205000430"),
          "SHA-512", HexFormat.of().parseHex("3051300d060960864801650304020305000440"));

  private RsaSigning() {}

  private static byte[] digestInfo(String hash, byte[] digest) {
    byte[] start = DIGEST_INFO.get(hash);
    byte[] info = Arrays.copyOf(start, start.length + digest.length);
    System.arraycopy(digest, 0, info, start.length, digest.length);
    return info;
  }

  static byte[] signPkcs1(PrivateKey key, String hash, byte[] digest)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(PKCS1);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return cipher.doFinal(digestInfo(hash, digest));
  }

  static boolean verifyPkcs1(PublicKey key, String hash, byte[] digest, byte[] signature)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(PKCS1);
    cipher.init(Cipher.DECRYPT_MODE, key);
    try {
      return MessageDigest.isEqual(cipher.doFinal(signature), digestInfo(hash, digest));
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      return false;
    }
  }

  private static int encodedBits(Key key) {
    return ((RSAKey) key).getModulus().bitLength() - 1;
  }

  /** EMSA-PSS-ENCODE (9.1.1) with a salt as long as the digest, as on AWS. */
  static byte[] signPss(PrivateKey key, String hash, byte[] digest, byte[] salt)
      throws GeneralSecurityException {
    int bits = encodedBits(key);
    byte[] encoded = new byte[(bits + 7) / 8];
    MessageDigest md = MessageDigest.getInstance(hash);
    byte[] seal = seal(md, digest, salt);
    int blockLength = encoded.length - seal.length - 1;
    encoded[blockLength - salt.length - 1] = 1;
    System.arraycopy(salt, 0, encoded, blockLength - salt.length, salt.length);
    mask(md, seal, encoded, blockLength);
    encoded[0] &= (byte) (0xff >>> 8 * encoded.length - bits);
    System.arraycopy(seal, 0, encoded, blockLength, seal.length);
    encoded[encoded.length - 1] = TRAILER;
    Cipher cipher = Cipher.getInstance(RAW);
    cipher.init(Cipher.DECRYPT_MODE, key);
    return cipher.doFinal(encoded);
  }

  /** EMSA-PSS-VERIFY (9.1.2). */
  static boolean verifyPss(PublicKey key, String hash, byte[] digest, byte[] signature)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(RAW);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] encoded;
    try {
      encoded = cipher.doFinal(signature);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      return false;
    }
    int bits = encodedBits(key);
    int unused = 8 * encoded.length - bits;
    MessageDigest md = MessageDigest.getInstance(hash);
    int saltLength = digest.length;
    int blockLength = encoded.length - digest.length - 1;
    if (encoded[encoded.length - 1] != TRAILER || (encoded[0] & 0xff) >>> 8 - unused != 0) {
      return false;
    }
    byte[] seal = Arrays.copyOfRange(encoded, blockLength, blockLength + digest.length);
    mask(md, seal, encoded, blockLength);
    encoded[0] &= (byte) (0xff >>> unused);
    int start = blockLength - saltLength - 1;
    for (int i = 0; i < start; i++) {
      if (encoded[i] != 0) {
        return false;
      }
    }
    byte[] salt = Arrays.copyOfRange(encoded, blockLength - saltLength, blockLength);
    return encoded[start] == 1 && MessageDigest.isEqual(seal, seal(md, digest, salt));
  }

  private static byte[] seal(MessageDigest md, byte[] digest, byte[] salt) {
    md.update(new byte[8]);
    md.update(digest);
    return md.digest(salt);
  }

  /** MGF1 (B.2.1), applied to the first bytes of {@code block}. */
  private static void mask(MessageDigest md, byte[] seed, byte[] block, int length) {
    for (int counter = 0, at = 0; at < length; counter++) {
      md.update(seed);
      byte[] mask =
          md.digest(
              new byte[] {
                (byte) (counter >>> 24),
                (byte) (counter >>> 16),
                (byte) (counter >>> 8),
                (byte) counter
              });
      for (int i = 0; i < mask.length && at < length; i++, at++) {
        block[at] ^= mask[i];
      }
    }
  }
}
