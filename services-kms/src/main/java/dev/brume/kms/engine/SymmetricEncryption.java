package dev.brume.kms.engine;

import dev.brume.core.id.Ids;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois Counter Mode, with the encryption context as additional authenticated data.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption
 *     context</a>
 */
final class SymmetricEncryption {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 128;

  private SymmetricEncryption() {}

  static byte[] encrypt(
      KeyRecord key, KeyMaterial material, byte[] plaintext, Map<String, String> context, Ids ids) {
    byte[] iv = ids.bytes(CiphertextBlob.IV_BYTES);
    CiphertextBlob empty =
        new CiphertextBlob(material.id(), key.account(), key.id(), iv, new byte[0]);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, material, empty, context).doFinal(plaintext);
      return new CiphertextBlob(material.id(), key.account(), key.id(), iv, encrypted).bytes();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  /** The plaintext; empty if the blob was modified or has another context. */
  static Optional<byte[]> decrypt(
      KeyMaterial material, CiphertextBlob blob, Map<String, String> context) {
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, material, blob, context).doFinal(blob.encrypted()));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(
      int mode, KeyMaterial material, CiphertextBlob blob, Map<String, String> context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(
        mode,
        new SecretKeySpec(material.secret().bytes(), "AES"),
        new GCMParameterSpec(TAG_BITS, blob.iv()));
    cipher.updateAAD(blob.header());
    cipher.updateAAD(canonical(context));
    return cipher;
  }

  /** "The encryption context is order-insensitive and case-sensitive." */
  private static byte[] canonical(Map<String, String> context) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TreeMap<>(context)
        .forEach(
            (name, value) -> {
              write(out, name);
              write(out, value);
            });
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }
}
