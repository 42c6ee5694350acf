package dev.brume.core.checksum;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The checksums of S3's model, in its order.
 *
 * <p>The documentation states the widths and "Base64 encoded"; only for the CRCs do examples show
 * that the most significant byte comes first. The xxHash family uses its canonical form, which has
 * the same order.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Checksum.html">S3: Checksum</a>
 */
public enum ChecksumAlgorithm {
  CRC32(4),
  CRC32C(4),
  SHA1(20),
  SHA256(32),
  CRC64NVME(8),
  SHA512(64),
  MD5(16),
  XXHASH64(8),
  XXHASH3(8),
  XXHASH128(16);

  private static final String PREFIX = "x-amz-checksum-";

  private final int length;
  private final String header;

  /** Null before the first use. */
  private volatile MessageDigest prototype;

  ChecksumAlgorithm(int length) {
    this.length = length;
    this.header = PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /** The algorithm with that name, ignoring case, or null. */
  public static ChecksumAlgorithm named(String name) {
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.name().equalsIgnoreCase(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /** The algorithm of that header, ignoring case, or null. */
  public static ChecksumAlgorithm ofHeader(String field) {
    return field.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        ? named(field.substring(PREFIX.length()))
        : null;
  }

  /** The header for its values, such as {@code x-amz-checksum-crc32}. */
  public String header() {
    return header;
  }

  /** The number of bytes of a value. */
  public int length() {
    return length;
  }

  /** Whether {@code text} is a value of this algorithm in base64. */
  public boolean isValue(String text) {
    try {
      return Base64.getDecoder().decode(text).length == length
          && text.length() == (length + 2) / 3 * 4;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether values can be {@link #combine combined}: only those of the CRCs can. */
  public boolean isCombinable() {
    return this == CRC32 || this == CRC32C || this == CRC64NVME;
  }

  /**
   * The value of two concatenated byte sequences, from their values.
   *
   * @param secondLength the number of bytes of the second sequence
   * @throws IllegalArgumentException if it is not {@link #isCombinable() combinable}
   */
  public byte[] combine(byte[] first, byte[] second, long secondLength) {
    CrcCombination crc = CrcCombination.valueOf(name());
    long combined = crc.combine(toLong(first), toLong(second), secondLength);
    byte[] value = new byte[length];
    for (int i = length - 1; i >= 0; i--) {
      value[i] = (byte) combined;
      combined >>>= Byte.SIZE;
    }
    return value;
  }

  private static long toLong(byte[] value) {
    long number = 0;
    for (byte part : value) {
      number = number << Byte.SIZE | part & 0xff;
    }
    return number;
  }

  /** Starts a computation. */
  public Digest start() {
    return switch (this) {
      case CRC32 -> Digest.of(new CRC32(), length);
      case CRC32C -> Digest.of(new CRC32C(), length);
      case CRC64NVME -> Digest.of(new Crc64Nvme(), length);
      case SHA1, SHA256, SHA512, MD5 -> Digest.of(messageDigest());
      case XXHASH64 -> Digest.of(Hashing.xxh64().hashStream());
      case XXHASH3 -> Digest.of(Hashing.xxh3_64().hashStream());
      case XXHASH128 -> Digest.of(Hashing.xxh3_128().hashStream());
    };
  }

  /** The value of {@code bytes}, most significant byte first. */
  public byte[] of(byte[] bytes) {
    return switch (this) {
      case SHA1, SHA256, SHA512, MD5 -> messageDigest().digest(bytes);
      default -> {
        Digest digest = start();
        digest.update(ByteBuffer.wrap(bytes));
        yield digest.value();
      }
    };
  }

  /** A fresh instance: a provider lookup costs more than hashing a small body. */
  private MessageDigest messageDigest() {
    try {
      MessageDigest known = prototype;
      if (known == null) {
        known = MessageDigest.getInstance(jdkName());
        prototype = known;
      }
      return (MessageDigest) known.clone();
    } catch (NoSuchAlgorithmException | CloneNotSupportedException e) {
      throw new IllegalStateException("Every Java has digests that can be cloned", e);
    }
  }

  private String jdkName() {
    return switch (this) {
      case SHA1 -> "SHA-1";
      case SHA256 -> "SHA-256";
      case SHA512 -> "SHA-512";
      default -> name();
    };
  }
}
