package dev.brume.kms.engine;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;

/** Computes public keys of imported private keys, which Java does not support. */
final class NistCurve {
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final BigInteger prime;
  private final BigInteger a;

  private NistCurve(ECParameterSpec curve) {
    prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    a = curve.getCurve().getA();
  }

  /** The public key; empty if the private key is on another curve. */
  static Optional<PublicKey> publicKeyOf(PrivateKey key, int bits) throws GeneralSecurityException {
    if (!(key instanceof ECPrivateKey secret)
        || secret.getParams().getCurve().getField().getFieldSize() != bits) {
      return Optional.empty();
    }
    ECParameterSpec curve = secret.getParams();
    ECPoint point = new NistCurve(curve).multiply(curve.getGenerator(), secret.getS());
    return Optional.of(
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve)));
  }

  private ECPoint multiply(ECPoint point, BigInteger factor) {
    ECPoint product = ECPoint.POINT_INFINITY;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      product = add(product, product);
      if (factor.testBit(bit)) {
        product = add(product, point);
      }
    }
    return product;
  }

  private ECPoint add(ECPoint p, ECPoint q) {
    if (p.equals(ECPoint.POINT_INFINITY)) {
      return q;
    }
    if (q.equals(ECPoint.POINT_INFINITY)) {
      return p;
    }
    BigInteger slope;
    if (p.getAffineX().equals(q.getAffineX())) {
      if (!p.getAffineY().equals(q.getAffineY()) || p.getAffineY().signum() == 0) {
        return ECPoint.POINT_INFINITY;
      }
      slope =
          p.getAffineX()
              .pow(2)
              .multiply(THREE)
              .add(a)
              .multiply(p.getAffineY().shiftLeft(1).modInverse(prime));
    } else {
      slope =
          q.getAffineY()
              .subtract(p.getAffineY())
              .multiply(q.getAffineX().subtract(p.getAffineX()).modInverse(prime));
    }
    BigInteger x = slope.pow(2).subtract(p.getAffineX()).subtract(q.getAffineX()).mod(prime);
    BigInteger y = slope.multiply(p.getAffineX().subtract(x)).subtract(p.getAffineY()).mod(prime);
    return new ECPoint(x, y);
  }
}
