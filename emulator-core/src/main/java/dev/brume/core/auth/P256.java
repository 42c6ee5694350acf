package dev.brume.core.auth;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/**
 * Computes the public key of a private key on the curve P-256, which the JDK does not offer. A
 * simple computation in milliseconds and not in constant time: once per credential, for a secret
 * that the machine's owner configured for tests.
 *
 * @see <a href="https://www.secg.org/sec1-v2.pdf">SEC 1: Elliptic Curve Cryptography, 2.2.1</a>
 */
final class P256 {
  static final ECParameterSpec PARAMETERS = parameters();
  static final BigInteger ORDER = PARAMETERS.getOrder();

  private static final BigInteger PRIME = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();
  private static final BigInteger A = PARAMETERS.getCurve().getA();
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private P256() {}

  private static ECParameterSpec parameters() {
    try {
      AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
      named.init(new ECGenParameterSpec("secp256r1"));
      return named.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The generator multiplied by {@code factor}.
   *
   * @param factor at least 1, less than the order
   */
  static ECPoint timesGenerator(BigInteger factor) {
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      sum = twice(sum);
      if (factor.testBit(bit)) {
        sum = add(sum, PARAMETERS.getGenerator());
      }
    }
    return sum;
  }

  private static ECPoint twice(ECPoint point) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      return point;
    }
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger slope = x.multiply(x).multiply(THREE).add(A).multiply(inverse(y.shiftLeft(1)));
    return third(slope.mod(PRIME), point, x);
  }

  /** For two points that are neither equal nor opposite, as in this multiplication. */
  private static ECPoint add(ECPoint one, ECPoint other) {
    if (one.equals(ECPoint.POINT_INFINITY)) {
      return other;
    }
    BigInteger x = other.getAffineX();
    BigInteger rise = other.getAffineY().subtract(one.getAffineY());
    BigInteger slope = rise.multiply(inverse(x.subtract(one.getAffineX())));
    return third(slope.mod(PRIME), one, x);
  }

  private static BigInteger inverse(BigInteger value) {
    return value.modInverse(PRIME);
  }

  /** The opposite of the third intersection of the line through {@code point} with the curve. */
  private static ECPoint third(BigInteger slope, ECPoint point, BigInteger otherX) {
    BigInteger x = slope.multiply(slope).subtract(point.getAffineX()).subtract(otherX).mod(PRIME);
    BigInteger y = slope.multiply(point.getAffineX().subtract(x)).subtract(point.getAffineY());
    return new ECPoint(x, y.mod(PRIME));
  }
}
