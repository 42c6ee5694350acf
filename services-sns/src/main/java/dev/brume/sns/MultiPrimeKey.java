package dev.brume.sns;

import dev.brume.core.id.Ids;
import dev.brume.core.schema.Blob;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An RSA key whose modulus of 2,048 bits is the product of many primes of one machine word each.
 * Verifiers see an ordinary public key; a signature takes some ten microseconds instead of half a
 * millisecond, because all arithmetic but the last step is on single words.
 *
 * <p>Such a modulus can be factored within seconds, so the key is not secure: it only has to
 * satisfy clients that verify messages of an emulator on their own machine.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-3.2">RFC 8017, RSA private keys of
 *     more than two primes; 8.2, RSASSA-PKCS1-v1_5</a>
 */
final class MultiPrimeKey {
  private static final int MODULUS_BITS = 2_048;
  private static final int LIMBS = MODULUS_BITS / Long.SIZE;

  /** The size of all primes except the first, which has the remaining bits. */
  private static final int PRIME_BITS = 58;

  private static final int LARGE_PRIMES = 35;

  /** The number of primes processed in parallel, to hide latencies. */
  private static final int LANES = 4;

  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

  /** All words of an encoded message except those that depend on the digest. */
  private static final int HEAD_LIMBS = LIMBS - 4;

  /** What is signed: digest and its name. */
  enum Scheme {
    SHA1("SHA-1", "3021300906052b0e03021a05000414"),
    SHA256("SHA-256", "3031300d060960864801650304020105000420");

    private final String digest;
    private final byte[] prefix;

    Scheme(String digest, String prefix) {
      this.digest = digest;
      this.prefix = HexFormat.of().parseHex(prefix);
    }

    private byte[] digestOf(byte[] text) {
      try {
        return MessageDigest.getInstance(digest).digest(text);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has " + digest, e);
      }
    }
  }

  private final long[] primes;
  private final BigInteger modulus;
  private final long[] modulusLimbs;

  /** By prime: the private exponent, its inverse modulo 2^64, and 2^128 modulo the prime. */
  private final long[] exponents;

  private final long[] inverses;
  private final long[] squares;

  /** By scheme and prime: the remainder of the words before the digest, in Montgomery form. */
  private final long[][] heads = new long[Scheme.values().length][];

  /** By prime: the product of the others, least significant word first, and its inverse. */
  private final long[][] cofactors;

  private final long[] cofactorInverses;

  private MultiPrimeKey(long[] primes) {
    this.primes = primes;
    int count = primes.length;
    modulus = product(primes);
    modulusLimbs = limbs(modulus);
    exponents = new long[count];
    inverses = new long[count];
    squares = new long[count];
    cofactors = new long[count][];
    cofactorInverses = new long[count];
    for (int i = 0; i < count; i++) {
      BigInteger prime = BigInteger.valueOf(primes[i]);
      exponents[i] = EXPONENT.modInverse(prime.subtract(BigInteger.ONE)).longValueExact();
      inverses[i] = prime.modInverse(WORD).negate().longValue();
      squares[i] = WORD.multiply(WORD).mod(prime).longValueExact();
      BigInteger cofactor = modulus.divide(prime);
      cofactors[i] = limbs(cofactor);
      cofactorInverses[i] = multiply(i, cofactor.modInverse(prime).longValueExact(), squares[i]);
    }
    for (Scheme scheme : Scheme.values()) {
      long[] encoded = encode(scheme, scheme.digestOf(new byte[0]));
      long[] head = new long[count];
      for (int i = 0; i < count; i++) {
        head[i] = reduce(i, 0, encoded, 0, HEAD_LIMBS);
      }
      heads[scheme.ordinal()] = head;
    }
  }

  /** Generates a key. Takes some milliseconds. */
  static MultiPrimeKey make(Ids ids) {
    long[] primes = new long[LARGE_PRIMES + 1];
    BigInteger product = BigInteger.ONE;
    for (int i = 1; i <= LARGE_PRIMES; i++) {
      do {
        long bits = ByteBuffer.wrap(ids.bytes(Long.BYTES)).getLong() >>> (Long.SIZE - PRIME_BITS);
        primes[i] = nextPrime(BigInteger.valueOf(bits | 3L << (PRIME_BITS - 2)));
      } while (!isUsable(primes[i]) || isAmong(primes, i));
      product = product.multiply(BigInteger.valueOf(primes[i]));
    }
    BigInteger aim = BigInteger.valueOf(3).shiftLeft(MODULUS_BITS - 2);
    do {
      primes[0] = nextPrime(aim.divide(product));
      aim = aim.add(product);
    } while (!isUsable(primes[0]));
    return new MultiPrimeKey(primes);
  }

  private static long nextPrime(BigInteger from) {
    return from.nextProbablePrime().longValueExact();
  }

  private static boolean isAmong(long[] primes, int index) {
    return Arrays.stream(primes, 1, index).anyMatch(prime -> prime == primes[index]);
  }

  /** Whether the public exponent has an inverse, and the prime has its length. */
  private static boolean isUsable(long prime) {
    return (prime - 1) % EXPONENT.longValue() != 0 && prime >>> PRIME_BITS == 0;
  }

  /** The key with the primes of {@link #primes}; null if they are invalid. */
  static MultiPrimeKey of(Blob stored) {
    byte[] bytes = stored.bytes();
    long[] primes = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes, 0, primes.length * Long.BYTES).asLongBuffer().get(primes);
    return primes.length == LARGE_PRIMES + 1 && product(primes).bitLength() == MODULUS_BITS
        ? new MultiPrimeKey(primes)
        : null;
  }

  /** Its primes, eight bytes each. */
  Blob primes() {
    ByteBuffer bytes = ByteBuffer.allocate(primes.length * Long.BYTES);
    bytes.asLongBuffer().put(primes);
    return Blob.of(bytes.array());
  }

  private static BigInteger product(long[] factors) {
    return Arrays.stream(factors)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** Its public key, which is an ordinary one. */
  PublicKey publicKey() {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, EXPONENT));
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException("Every Java has RSA", e);
    }
  }

  // ---------------------------------------------------------------------------- signatures

  /** The signature of {@code text}, 256 bytes. */
  byte[] sign(Scheme scheme, byte[] text) {
    long[] encoded = encode(scheme, scheme.digestOf(text));
    long[] head = heads[scheme.ordinal()];
    long[] powers = new long[primes.length];
    for (int i = 0; i < primes.length; i++) {
      powers[i] = reduce(i, head[i], encoded, HEAD_LIMBS, LIMBS);
    }
    for (int i = 0; i < primes.length; i += LANES) {
      raise(powers, i);
    }
    long[] sum = new long[LIMBS + 1];
    for (int i = 0; i < primes.length; i++) {
      addProduct(sum, cofactors[i], multiply(i, powers[i], cofactorInverses[i]));
    }
    while (isAtLeastModulus(sum)) {
      subtractModulus(sum);
    }
    ByteBuffer bytes = ByteBuffer.allocate(MODULUS_BITS / Byte.SIZE);
    for (int limb = LIMBS - 1; limb >= 0; limb--) {
      bytes.putLong(sum[limb]);
    }
    return bytes.array();
  }

  /** EMSA-PKCS1-v1_5, most significant word first. */
  private static long[] encode(Scheme scheme, byte[] digest) {
    byte[] bytes = new byte[MODULUS_BITS / Byte.SIZE];
    int digestAt = bytes.length - digest.length;
    int prefixAt = digestAt - scheme.prefix.length;
    bytes[1] = 1;
    Arrays.fill(bytes, 2, prefixAt - 1, (byte) 0xff);
    System.arraycopy(scheme.prefix, 0, bytes, prefixAt, scheme.prefix.length);
    System.arraycopy(digest, 0, bytes, digestAt, digest.length);
    long[] words = new long[LIMBS];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return words;
  }

  /** The remainder of a number that continues with {@code words}, in Montgomery form. */
  private long reduce(int i, long head, long[] words, int from, int to) {
    long remainder = head;
    for (int word = from; word < to; word++) {
      remainder = add(i, multiply(i, remainder, squares[i]), multiply(i, words[word], squares[i]));
    }
    return remainder;
  }

  /** Raises the next four numbers, in Montgomery form, to their private exponents. */
  private void raise(long[] numbers, int i) {
    long p0 = primes[i];
    long p1 = primes[i + 1];
    long p2 = primes[i + 2];
    long p3 = primes[i + 3];
    long n0 = inverses[i];
    long n1 = inverses[i + 1];
    long n2 = inverses[i + 2];
    long n3 = inverses[i + 3];
    long one0 = multiply(1, squares[i], p0, n0);
    long one1 = multiply(1, squares[i + 1], p1, n1);
    long one2 = multiply(1, squares[i + 2], p2, n2);
    long one3 = multiply(1, squares[i + 3], p3, n3);
    long base0 = one0 ^ numbers[i];
    long base1 = one1 ^ numbers[i + 1];
    long base2 = one2 ^ numbers[i + 2];
    long base3 = one3 ^ numbers[i + 3];
    long r0 = one0;
    long r1 = one1;
    long r2 = one2;
    long r3 = one3;
    for (int bit = PRIME_BITS - 1; bit >= 0; bit--) {
      r0 = multiply(r0, r0, p0, n0);
      r1 = multiply(r1, r1, p1, n1);
      r2 = multiply(r2, r2, p2, n2);
      r3 = multiply(r3, r3, p3, n3);
      r0 = multiply(r0, one0 ^ (base0 & -(exponents[i] >>> bit & 1)), p0, n0);
      r1 = multiply(r1, one1 ^ (base1 & -(exponents[i + 1] >>> bit & 1)), p1, n1);
      r2 = multiply(r2, one2 ^ (base2 & -(exponents[i + 2] >>> bit & 1)), p2, n2);
      r3 = multiply(r3, one3 ^ (base3 & -(exponents[i + 3] >>> bit & 1)), p3, n3);
    }
    numbers[i] = multiply(r0, 1, p0, n0);
    numbers[i + 1] = multiply(r1, 1, p1, n1);
    numbers[i + 2] = multiply(r2, 1, p2, n2);
    numbers[i + 3] = multiply(r3, 1, p3, n3);
  }

  private long multiply(int i, long a, long b) {
    return multiply(a, b, primes[i], inverses[i]);
  }

  /** {@code a * b / 2^64} modulo a prime, where {@code b} is less than the prime. */
  private static long multiply(long a, long b, long prime, long inverse) {
    long low = a * b;
    long high = Math.unsignedMultiplyHigh(a, b);
    long carried = Math.unsignedMultiplyHigh(low * inverse, prime);
    long result = high + carried + (low == 0 ? 0 : 1);
    return result >= prime ? result - prime : result;
  }

  private long add(int i, long a, long b) {
    long sum = a + b;
    return sum >= primes[i] ? sum - primes[i] : sum;
  }

  // --------------------------------------------------------------------------- long numbers

  private static long[] limbs(BigInteger number) {
    long[] limbs = new long[LIMBS];
    for (int limb = 0; limb < LIMBS; limb++) {
      limbs[limb] = number.shiftRight(limb * Long.SIZE).longValue();
    }
    return limbs;
  }

  /** Adds {@code number * factor} to {@code sum}, where the factor has less than 63 bits. */
  private static void addProduct(long[] sum, long[] number, long factor) {
    long carry = 0;
    for (int limb = 0; limb < LIMBS; limb++) {
      long low = number[limb] * factor;
      long high = Math.unsignedMultiplyHigh(number[limb], factor);
      long first = sum[limb] + low;
      long second = first + carry;
      high += Long.compareUnsigned(first, low) < 0 ? 1 : 0;
      high += Long.compareUnsigned(second, carry) < 0 ? 1 : 0;
      sum[limb] = second;
      carry = high;
    }
    sum[LIMBS] += carry;
  }

  private boolean isAtLeastModulus(long[] number) {
    if (number[LIMBS] != 0) {
      return true;
    }
    for (int limb = LIMBS - 1; limb >= 0; limb--) {
      int order = Long.compareUnsigned(number[limb], modulusLimbs[limb]);
      if (order != 0) {
        return order > 0;
      }
    }
    return true;
  }

  private void subtractModulus(long[] number) {
    long borrow = 0;
    for (int limb = 0; limb < LIMBS; limb++) {
      long minuend = number[limb];
      long first = minuend - modulusLimbs[limb];
      long second = first - borrow;
      borrow =
          (Long.compareUnsigned(minuend, modulusLimbs[limb]) < 0 ? 1 : 0)
              + (Long.compareUnsigned(first, borrow) < 0 ? 1 : 0);
      number[limb] = second;
    }
    number[LIMBS] -= borrow;
  }
}
