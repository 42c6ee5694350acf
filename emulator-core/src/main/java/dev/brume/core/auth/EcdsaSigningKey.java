package dev.brume.core.auth;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The version 4A key, valid for every day, region and service: client and AWS derive the private
 * key from the secret; only the public key is kept here.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature
 *     Version 4: how SigV4a works</a>
 */
final class EcdsaSigningKey implements SigningKey {
  /**
   * The most failed derivations: failures are so improbable that no counter but 1 has been seen.
   */
  private static final int MAX_COUNTER = 254;

  private static final int KEY_BITS = 256;

  private final PublicKey key;

  private EcdsaSigningKey(PublicKey key) {
    this.key = key;
  }

  static EcdsaSigningKey derive(Credential credential) {
    return of(P256.timesGenerator(scalar(credential)));
  }

  /**
   * The private key: derived by NIST SP 800-108 in counter mode with HMAC-SHA256; a candidate that
   * is not a scalar of the curve is skipped for that of the next counter.
   */
  static BigInteger scalar(Credential credential) {
    SecretKeySpec secret =
        Hashes.key(("AWS4A" + credential.secretAccessKey()).getBytes(StandardCharsets.UTF_8));
    byte[] label = SignatureParser.ASYMMETRIC_ALGORITHM.getBytes(StandardCharsets.US_ASCII);
    byte[] context = credential.accessKeyId().getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(label.length + context.length + 10);
    BigInteger largest = P256.ORDER.subtract(BigInteger.TWO);
    for (int counter = 1; counter <= MAX_COUNTER; counter++) {
      input.clear();
      input.putInt(1).put(label).put((byte) 0).put(context).put((byte) counter).putInt(KEY_BITS);
      BigInteger candidate = new BigInteger(1, Hashes.hmac(secret, input.array()));
      if (candidate.compareTo(largest) <= 0) {
        return candidate.add(BigInteger.ONE);
      }
    }
    throw new IllegalStateException("No key can be derived for " + credential);
  }

  private static EcdsaSigningKey of(ECPoint point) {
    try {
      return new EcdsaSigningKey(
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The point, for keys from another source. */
  ECPoint point() {
    return ((ECPublicKey) key).getW();
  }

  @Override
  public boolean made(String signature, String stringToSign) {
    byte[] der = Hashes.bytesOf(signature);
    if (der == null) {
      return false;
    }
    try {
      java.security.Signature verifier = java.security.Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(Hashes.wireBytes(stringToSign));
      return verifier.verify(der);
    } catch (SignatureException notEncoded) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
