package dev.brume.kms.engine;

import dev.brume.core.id.Ids;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * ECDSA on the curve secp256k1, which Java no longer supports. Not constant-time.
 *
 * @see <a href="https://www.secg.org/sec2-v2.pdf">SEC 2, 2.4.1</a>
 */
final class SecgCurve {
  private static final BigInteger P =
      hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
  private static final BigInteger N =
      hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
  private static final Point G =
      new Point(
          hex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
          hex("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"));
  private static final BigInteger SEVEN = BigInteger.valueOf(7);
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final int BYTES = 32;

  /** id-ecPublicKey and secp256k1. */
  private static final Der ALGORITHM =
      Der.sequence(
          new Der(Der.OBJECT_IDENTIFIER, HexFormat.of().parseHex("2a8648ce3d0201")),
          new Der(Der.OBJECT_IDENTIFIER, HexFormat.of().parseHex("2b8104000a")));

  private SecgCurve() {}

  /** A point in affine coordinates; null is the point at infinity. */
  private record Point(BigInteger x, BigInteger y) {}

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  // ------------------------------------------------------------------------------- points

  private static Point add(Point a, Point b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    BigInteger slope;
    if (a.x.equals(b.x)) {
      if (!a.y.equals(b.y) || a.y.signum() == 0) {
        return null;
      }
      slope = a.x.pow(2).multiply(THREE).multiply(a.y.multiply(TWO).modInverse(P));
    } else {
      slope = b.y.subtract(a.y).multiply(b.x.subtract(a.x).modInverse(P));
    }
    BigInteger x = slope.pow(2).subtract(a.x).subtract(b.x).mod(P);
    return new Point(x, slope.multiply(a.x.subtract(x)).subtract(a.y).mod(P));
  }

  private static Point multiply(Point point, BigInteger factor) {
    Point product = null;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      product = add(product, product);
      if (factor.testBit(bit)) {
        product = add(product, point);
      }
    }
    return product;
  }

  private static boolean isOnCurve(Point point) {
    return point.x.compareTo(P) < 0
        && point.y.compareTo(P) < 0
        && point.y.pow(2).subtract(point.x.pow(3)).subtract(SEVEN).mod(P).signum() == 0;
  }

  private static byte[] fixed(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[BYTES];
    int length = Math.min(bytes.length, BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, BYTES - length, length);
    return fixed;
  }

  // --------------------------------------------------------------------------------- keys

  private static BigInteger randomNumber(Ids ids) {
    BigInteger number;
    do {
      number = new BigInteger(1, ids.bytes(BYTES));
    } while (number.signum() == 0 || number.compareTo(N) >= 0);
    return number;
  }

  static KeyBytes generate(Ids ids) {
    return pair(randomNumber(ids));
  }

  private static KeyBytes pair(BigInteger secret) {
    Point point = multiply(G, secret);
    byte[] uncompressed = new byte[1 + 2 * BYTES];
    uncompressed[0] = 4;
    System.arraycopy(fixed(point.x), 0, uncompressed, 1, BYTES);
    System.arraycopy(fixed(point.y), 0, uncompressed, 1 + BYTES, BYTES);
    Der privateKey =
        Der.sequence(Der.integer(BigInteger.ONE), new Der(Der.OCTET_STRING, fixed(secret)));
    Der wrapped =
        Der.sequence(
            Der.integer(BigInteger.ZERO), ALGORITHM, new Der(Der.OCTET_STRING, privateKey.bytes()));
    Der publicKey = Der.sequence(ALGORITHM, Der.bitString(uncompressed));
    return KeyBytes.pair(wrapped.bytes(), publicKey.bytes());
  }

  /**
   * The key pair of a private key in PKCS #8.
   *
   * @throws IllegalArgumentException if it is not on this curve
   */
  static KeyBytes read(byte[] privateKey) {
    return pair(secret(privateKey));
  }

  private static BigInteger secret(byte[] privateKey) {
    List<Der> info = Der.read(privateKey).get(0).parts();
    if (info.size() < 3 || !Arrays.equals(info.get(1).bytes(), ALGORITHM.bytes())) {
      throw new IllegalArgumentException("No key of secp256k1");
    }
    List<Der> inner = Der.read(info.get(2).content()).get(0).parts();
    BigInteger secret = new BigInteger(1, inner.get(1).content());
    if (secret.signum() == 0 || secret.compareTo(N) >= 0) {
      throw new IllegalArgumentException("No key of secp256k1");
    }
    return secret;
  }

  private static Point point(byte[] publicKey) {
    byte[] bits = Der.read(publicKey).get(0).parts().get(1).content();
    return new Point(
        new BigInteger(1, Arrays.copyOfRange(bits, 2, 2 + BYTES)),
        new BigInteger(1, Arrays.copyOfRange(bits, 2 + BYTES, 2 + 2 * BYTES)));
  }

  // --------------------------------------------------------------------------- signatures

  /** Signs a digest of 32 bytes. */
  static byte[] sign(byte[] privateKey, byte[] digest, Ids ids) {
    BigInteger secret = secret(privateKey);
    BigInteger message = new BigInteger(1, digest);
    while (true) {
      BigInteger number = randomNumber(ids);
      BigInteger r = multiply(G, number).x.mod(N);
      BigInteger s = number.modInverse(N).multiply(message.add(r.multiply(secret))).mod(N);
      if (r.signum() != 0 && s.signum() != 0) {
        return Der.sequence(Der.integer(r), Der.integer(s)).bytes();
      }
    }
  }

  /** Whether it is a valid signature of a digest of 32 bytes. */
  static boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    BigInteger r;
    BigInteger s;
    try {
      List<Der> parts = Der.read(signature).get(0).parts();
      r = parts.get(0).number();
      s = parts.get(1).number();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
    if (r.signum() <= 0 || s.signum() <= 0 || r.compareTo(N) >= 0 || s.compareTo(N) >= 0) {
      return false;
    }
    Point key = point(publicKey);
    if (!isOnCurve(key)) {
      return false;
    }
    BigInteger inverse = s.modInverse(N);
    BigInteger message = new BigInteger(1, digest);
    Point sum =
        add(
            multiply(G, message.multiply(inverse).mod(N)),
            multiply(key, r.multiply(inverse).mod(N)));
    return sum != null && sum.x.mod(N).equals(r);
  }
}
