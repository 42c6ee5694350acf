package dev.brume.iam;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;
import dev.brume.iam.api.IamErrors;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An RSA public key as SSH uses it: "The public key must be encoded in ssh-rsa format or PEM
 * format."
 *
 * @param key the key itself
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html">UploadSSHPublicKey</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4253#section-6.6">RFC 4253: ssh-rsa</a>
 */
record SshPublicKey(RSAPublicKey key) {
  private static final String TYPE = "ssh-rsa";
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  /** "The minimum bit-length of the public key is 2048 bits." */
  private static final int MIN_BITS = 2048;

  /**
   * Parses a key in either format.
   *
   * @throws AwsError UnrecognizedPublicKeyEncoding, InvalidPublicKey
   */
  static SshPublicKey read(String text) {
    RSAPublicKey key;
    try {
      key = text.strip().startsWith(BEGIN) ? ofPem(text.strip()) : ofOpenSsh(text.strip());
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | BufferUnderflowException
        | ClassCastException e) {
      throw IamErrors.invalidPublicKeyException("The public key is invalid.");
    }
    if (key.getModulus().bitLength() < MIN_BITS) {
      throw IamErrors.invalidPublicKeyException("The public key is shorter than 2048 bits.");
    }
    return new SshPublicKey(key);
  }

  private static RSAPublicKey ofPem(String text) throws GeneralSecurityException {
    int end = text.indexOf(END);
    byte[] bytes =
        Base64.getMimeDecoder()
            .decode(text.substring(BEGIN.length(), Math.max(end, BEGIN.length())));
    PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
    return (RSAPublicKey) key;
  }

  private static RSAPublicKey ofOpenSsh(String text) throws GeneralSecurityException {
    String[] parts = text.split("\\s+");
    if (parts.length < 2 || !parts[0].equals(TYPE)) {
      throw IamErrors.unrecognizedPublicKeyEncodingException(
          "The public key is not in ssh-rsa format or PEM format.");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(parts[1]));
    String type = new String(next(bytes), StandardCharsets.US_ASCII);
    if (!type.equals(TYPE)) {
      throw IamErrors.invalidPublicKeyException("The public key is invalid.");
    }
    BigInteger exponent = new BigInteger(next(bytes));
    BigInteger modulus = new BigInteger(next(bytes));
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static byte[] next(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    bytes.get(part);
    return part;
  }

  private byte[] wire() {
    byte[] exponent = key.getPublicExponent().toByteArray();
    byte[] modulus = key.getModulus().toByteArray();
    byte[] type = TYPE.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(3 * Integer.BYTES + type.length + exponent.length + modulus.length);
    for (byte[] part : new byte[][] {type, exponent, modulus}) {
      bytes.putInt(part.length).put(part);
    }
    return bytes.array();
  }

  /** In OpenSSH's format, without a comment. */
  String openSsh() {
    return TYPE + " " + Base64.getEncoder().encodeToString(wire());
  }

  /** In PEM. */
  String pem() {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(key.getEncoded());
    return BEGIN + "\n" + body + "\n" + END + "\n";
  }

  /** The MD5 of the key, in pairs of digits. */
  String fingerprint() {
    return HexFormat.ofDelimiter(":").formatHex(ChecksumAlgorithm.MD5.of(wire()));
  }
}
