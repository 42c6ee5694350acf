package dev.brume.kms.engine;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * Ed25519ph of a digest, which Java only computes from messages. Not constant-time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1">RFC 8032, 5.1</a>
 */
final class EdwardsCurve {
  private static final int BYTES = 32;
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);
  private static final BigInteger ROOT_OF_MINUS_ONE =
      BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
  private static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE);
  private static final Point BASE =
      point(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P), false);

  /** dom2 with the flag of a prehash and an empty context. */
  private static final byte[] PREFIX =
      "SigEd25519 no Ed25519 collisions\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1);

  private EdwardsCurve() {}

  /** A point in projective coordinates. */
  private record Point(BigInteger x, BigInteger y, BigInteger z) {}

  private static Point point(BigInteger y, boolean odd) {
    BigInteger square = y.multiply(y);
    BigInteger xx =
        square
            .subtract(BigInteger.ONE)
            .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(xx)) {
      x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
    }
    if (!x.multiply(x).mod(P).equals(xx)) {
      return null;
    }
    return new Point(x.testBit(0) == odd ? x : P.subtract(x).mod(P), y, BigInteger.ONE);
  }

  private static Point add(Point p, Point q) {
    BigInteger a = p.z.multiply(q.z).mod(P);
    BigInteger b = a.multiply(a).mod(P);
    BigInteger c = p.x.multiply(q.x).mod(P);
    BigInteger d = p.y.multiply(q.y).mod(P);
    BigInteger e = D.multiply(c).multiply(d).mod(P);
    BigInteger f = b.subtract(e);
    BigInteger g = b.add(e);
    BigInteger cross = p.x.add(p.y).multiply(q.x.add(q.y)).subtract(c).subtract(d);
    return new Point(
        a.multiply(f).multiply(cross).mod(P),
        a.multiply(g).multiply(d.add(c)).mod(P),
        f.multiply(g).mod(P));
  }

  private static Point multiply(Point point, BigInteger factor) {
    Point product = NEUTRAL;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      product = add(product, product);
      if (factor.testBit(bit)) {
        product = add(product, point);
      }
    }
    return product;
  }

  private static byte[] encode(Point point) {
    BigInteger inverse = point.z.modInverse(P);
    byte[] bytes = littleEndian(point.y.multiply(inverse).mod(P));
    if (point.x.multiply(inverse).mod(P).testBit(0)) {
      bytes[BYTES - 1] |= (byte) 0x80;
    }
    return bytes;
  }

  private static Point decode(byte[] bytes) {
    byte[] copy = bytes.clone();
    boolean odd = copy[BYTES - 1] < 0;
    copy[BYTES - 1] &= 0x7f;
    BigInteger y = number(copy);
    return y.compareTo(P) < 0 ? point(y, odd) : null;
  }

  private static BigInteger number(byte[] littleEndian) {
    byte[] turned = new byte[littleEndian.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = littleEndian[turned.length - 1 - i];
    }
    return new BigInteger(1, turned);
  }

  private static byte[] littleEndian(BigInteger value) {
    byte[] bytes = new byte[BYTES];
    byte[] big = value.toByteArray();
    for (int i = 0; i < BYTES && i < big.length; i++) {
      bytes[i] = big[big.length - 1 - i];
    }
    return bytes;
  }

  private static byte[] hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-512", e);
    }
  }

  private static byte[] seed(byte[] privateKey) {
    List<Der> info = Der.read(privateKey).get(0).parts();
    return Der.read(info.get(2).content()).get(0).content();
  }

  /** The last bytes of the public key's form in X.509 are the point. */
  private static byte[] pointOf(byte[] publicKey) {
    return Arrays.copyOfRange(publicKey, publicKey.length - BYTES, publicKey.length);
  }

  /** Signs a digest of 64 bytes. */
  static byte[] sign(byte[] privateKey, byte[] publicKey, byte[] digest) {
    byte[] hashed = hash(seed(privateKey));
    byte[] scalar = Arrays.copyOf(hashed, BYTES);
    scalar[0] &= (byte) 0xf8;
    scalar[BYTES - 1] &= 0x7f;
    scalar[BYTES - 1] |= 0x40;
    byte[] nonceSeed = Arrays.copyOfRange(hashed, BYTES, 2 * BYTES);
    BigInteger nonce = number(hash(PREFIX, nonceSeed, digest)).mod(L);
    byte[] commitment = encode(multiply(BASE, nonce));
    BigInteger challenge = number(hash(PREFIX, commitment, pointOf(publicKey), digest)).mod(L);
    BigInteger answer = nonce.add(challenge.multiply(number(scalar))).mod(L);
    byte[] signature = Arrays.copyOf(commitment, 2 * BYTES);
    System.arraycopy(littleEndian(answer), 0, signature, BYTES, BYTES);
    return signature;
  }

  /** Whether it is a valid signature of a digest of 64 bytes. */
  static boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    if (signature.length != 2 * BYTES) {
      return false;
    }
    byte[] commitment = Arrays.copyOf(signature, BYTES);
    BigInteger answer = number(Arrays.copyOfRange(signature, BYTES, 2 * BYTES));
    Point known = decode(pointOf(publicKey));
    Point committed = decode(commitment);
    if (known == null || committed == null || answer.compareTo(L) >= 0) {
      return false;
    }
    BigInteger challenge = number(hash(PREFIX, commitment, pointOf(publicKey), digest)).mod(L);
    return Arrays.equals(
        encode(multiply(BASE, answer)), encode(add(committed, multiply(known, challenge))));
  }
}
