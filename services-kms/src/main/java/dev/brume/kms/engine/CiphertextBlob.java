package dev.brume.kms.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A ciphertext of a symmetric key. As on AWS it contains the key and its material, so that Decrypt
 * needs nothing else; AWS's format is unknown except for its first bytes, which clients recognize.
 *
 * @param materialId the material that encrypted it
 * @param account the key's account
 * @param keyId the key; its region is the caller's
 * @param iv of AES-GCM
 * @param encrypted ciphertext and tag
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/cryptographic-details/encrypt-decrypt.html">Encryption
 *     and decryption</a>
 */
public record CiphertextBlob(
    String materialId, String account, String keyId, byte[] iv, byte[] encrypted) {
  static final int IV_BYTES = 12;
  private static final byte[] START = {1, 2, 2, 0, 0x78};
  private static final int MATERIAL_BYTES = 32;
  private static final int ACCOUNT_BYTES = 6;
  private static final int TAG_BYTES = 16;

  /** Everything before the initialization vector. */
  byte[] header() {
    byte[] key = keyId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(START.length + MATERIAL_BYTES + ACCOUNT_BYTES + 1 + key.length)
        .put(START)
        .put(HexFormat.of().parseHex(materialId))
        .put(HexFormat.of().parseHex(account))
        .put((byte) key.length)
        .put(key)
        .array();
  }

  byte[] bytes() {
    byte[] header = header();
    return ByteBuffer.allocate(header.length + iv.length + encrypted.length)
        .put(header)
        .put(iv)
        .put(encrypted)
        .array();
  }

  /** Parses it; empty if {@code bytes} is anything else. */
  public static Optional<CiphertextBlob> parse(byte[] bytes) {
    int fixed = START.length + MATERIAL_BYTES + ACCOUNT_BYTES + 1;
    if (bytes.length < fixed || !Arrays.equals(START, Arrays.copyOf(bytes, START.length))) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).position(START.length);
    String material = HexFormat.of().formatHex(take(in, MATERIAL_BYTES));
    String account = HexFormat.of().formatHex(take(in, ACCOUNT_BYTES));
    int keyLength = in.get() & 0xff;
    if (in.remaining() < keyLength + IV_BYTES + TAG_BYTES) {
      return Optional.empty();
    }
    String keyId = new String(take(in, keyLength), StandardCharsets.UTF_8);
    byte[] iv = take(in, IV_BYTES);
    return Optional.of(new CiphertextBlob(material, account, keyId, iv, take(in, in.remaining())));
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }
}
