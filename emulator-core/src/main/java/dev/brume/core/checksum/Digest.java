package dev.brume.core.checksum;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.Checksum;

/** A checksum computation, fed in pieces. Not thread-safe. */
public abstract class Digest {
  Digest() {}

  /** Adds all remaining bytes, without changing the buffer's position. */
  public abstract void update(ByteBuffer bytes);

  /** The value of all bytes so far, most significant byte first. Call once, at the end. */
  public abstract byte[] value();

  /** The value in S3's format. */
  public final String base64() {
    return Base64.getEncoder().encodeToString(value());
  }

  /** Passes a buffer's bytes as an array: the buffer's own if it has one. */
  private abstract static class OfArrays extends Digest {
    @Override
    public final void update(ByteBuffer bytes) {
      if (bytes.hasArray()) {
        update(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        return;
      }
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(bytes.position(), copy);
      update(copy, 0, copy.length);
    }

    abstract void update(byte[] bytes, int offset, int length);
  }

  /** A digest from a JDK checksum, of whose value the lowest {@code length} bytes are used. */
  static Digest of(Checksum checksum, int length) {
    return new OfArrays() {
      @Override
      void update(byte[] bytes, int offset, int size) {
        checksum.update(bytes, offset, size);
      }

      @Override
      public byte[] value() {
        long value = checksum.getValue() << (Long.BYTES - length) * Byte.SIZE;
        return ByteBuffer.wrap(new byte[length]).put(longBytes(value), 0, length).array();
      }
    };
  }

  static Digest of(MessageDigest digest) {
    return new OfArrays() {
      @Override
      void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public byte[] value() {
        return digest.digest();
      }
    };
  }

  static Digest of(HashStream64 stream) {
    return new OfArrays() {
      @Override
      void update(byte[] bytes, int offset, int length) {
        stream.putBytes(bytes, offset, length);
      }

      @Override
      public byte[] value() {
        return longBytes(stream.getAsLong());
      }
    };
  }

  static Digest of(HashStream128 stream) {
    return new OfArrays() {
      @Override
      void update(byte[] bytes, int offset, int length) {
        stream.putBytes(bytes, offset, length);
      }

      @Override
      public byte[] value() {
        HashValue128 value = stream.get();
        return ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(value.getMostSignificantBits())
            .putLong(value.getLeastSignificantBits())
            .array();
      }
    };
  }

  private static byte[] longBytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }
}
