package dev.brume.core.state;

import dev.brume.core.schema.Blob;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key of a {@link SortedTable}: bytes, ordered by their unsigned values. Built from one or more
 * components; keys with the same kinds of components compare component by component:
 *
 * <pre>{@code
 * ByteKey.builder().text(partition).decimal(sort).build()
 * ByteKey.builder().text(group).descending().whole(timestampMillis).build() // newest first
 * }</pre>
 *
 * Texts compare as their UTF-8 bytes do, which is the order of AWS's strings. {@link ByteKeyReader}
 * reads the components back. Immutable.
 */
public final class ByteKey implements Comparable<ByteKey> {
  /** The key without components, which comes before all others. */
  public static final ByteKey EMPTY = new ByteKey(new byte[0]);

  private final byte[] bytes;

  private ByteKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key of one text. */
  public static ByteKey of(String text) {
    return builder().text(text).build();
  }

  /** The key of one number. */
  public static ByteKey of(long number) {
    return builder().whole(number).build();
  }

  /** The key that {@link #toBytes} returned. */
  public static ByteKey ofBytes(byte[] bytes) {
    return new ByteKey(bytes.clone());
  }

  /** The key with exactly those bytes. */
  public static ByteKey of(Blob blob) {
    return new ByteKey(blob.bytes());
  }

  /** The bytes. */
  public Blob blob() {
    return Blob.of(bytes);
  }

  /** The key with these bytes, which must not change. */
  static ByteKey wrap(byte[] bytes) {
    return new ByteKey(bytes);
  }

  /** Starts a key of several components. */
  public static Builder builder() {
    return new Builder();
  }

  /** The key of this key's components followed by those of {@code next}. */
  public ByteKey followedBy(ByteKey next) {
    return new ByteKey(join(bytes, next.bytes));
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** A copy of the bytes, for page tokens and the like. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The bytes themselves; must not be modified. */
  byte[] bytes() {
    return bytes;
  }

  /** Whether this key begins with all of {@code prefix}. */
  public boolean startsWith(ByteKey prefix) {
    int length = prefix.bytes.length;
    return bytes.length >= length && Arrays.equals(bytes, 0, length, prefix.bytes, 0, length);
  }

  @Override
  public int compareTo(ByteKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes in hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Builds a key. Components are ascending until {@link #descending} is called. */
  public static final class Builder {
    private final ByteArrayOutputStream to = new ByteArrayOutputStream(32);
    private boolean descending;

    private Builder() {}

    /** Makes the next components compare in reverse. */
    public Builder descending() {
      descending = true;
      return this;
    }

    /** Makes the next components compare ascending. */
    public Builder ascending() {
      descending = false;
      return this;
    }

    /** A text; one that is a prefix of another comes before it. */
    public Builder text(String text) {
      return bytes(KeyText.encode(text));
    }

    /**
     * A text's prefix: keys whose text begins with {@code prefix} begin with the bytes of this key.
     * Only as the last component, for {@link KeyRange#startingWith}.
     */
    public Builder textPrefix(String prefix) {
      return bytesPrefix(KeyText.encode(prefix));
    }

    /** A whole number. */
    public Builder whole(long number) {
      long biased = number ^ Long.MIN_VALUE;
      for (int shift = 56; shift >= 0; shift -= 8) {
        put((int) (biased >>> shift));
      }
      return this;
    }

    /**
     * A decimal number of any precision; equal numbers have the same key, whatever their scales.
     *
     * @throws IllegalArgumentException if it is not below 10^32767, or not zero and below 10^-32769
     */
    public Builder decimal(BigDecimal number) {
      for (byte each : KeyDecimal.encode(number)) {
        put(each);
      }
      return this;
    }

    /** Bytes, in the order of their unsigned values. */
    public Builder bytes(byte[] value) {
      bytesPrefix(value);
      put(KeyText.ESCAPED);
      put(KeyText.END);
      return this;
    }

    /** A prefix of bytes, as {@link #textPrefix}. */
    public Builder bytesPrefix(byte[] value) {
      for (byte each : value) {
        put(each);
        if (each == KeyText.ESCAPED) {
          put(KeyText.LITERAL);
        }
      }
      return this;
    }

    private void put(int value) {
      to.write(descending ? ~value : value);
    }

    /** The key. */
    public ByteKey build() {
      return new ByteKey(to.toByteArray());
    }
  }
}
