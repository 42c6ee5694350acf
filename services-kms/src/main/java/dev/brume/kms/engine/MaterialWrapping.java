package dev.brume.kms.engine;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Unwraps imported key material.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-get-public-key-and-token.html#select-wrapping-algorithm">Select
 *     a wrapping algorithm</a>
 */
public final class MaterialWrapping {
  private static final String AES_KEY_WRAP = "RSA_AES_KEY_WRAP_";

  private MaterialWrapping() {}

  /** The material; empty if it can't be unwrapped. */
  public static Optional<byte[]> unwrap(ImportTokenRecord token, byte[] wrapped) {
    try {
      PrivateKey key = KeyGeneration.privateKey(KeyKind.RSA_2048, token.privateKey().bytes());
      String algorithm = token.algorithm();
      if (!algorithm.startsWith(AES_KEY_WRAP)) {
        return Optional.of(open(key, algorithm, wrapped));
      }
      int first = ((RSAKey) key).getModulus().bitLength() / 8;
      if (wrapped.length <= first) {
        return Optional.empty();
      }
      String oaep = "RSAES_OAEP_" + algorithm.substring(AES_KEY_WRAP.length());
      byte[] inner = open(key, oaep, Arrays.copyOf(wrapped, first));
      Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(inner, "AES"));
      return Optional.of(cipher.doFinal(Arrays.copyOfRange(wrapped, first, wrapped.length)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] open(PrivateKey key, String algorithm, byte[] wrapped)
      throws GeneralSecurityException {
    if (algorithm.equals("RSAES_PKCS1_V1_5")) {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.DECRYPT_MODE, key);
      return cipher.doFinal(wrapped);
    }
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, KeyCryptography.parameters(algorithm));
    return cipher.doFinal(wrapped);
  }
}
