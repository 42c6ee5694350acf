package dev.brume.core.state;

import dev.brume.core.schema.Blob;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key of a {@link SortedTable}: bytes, in the order of their unsigned values. Made of one or more
 * components so that keys with the same kinds of components compare as the components do, one after
 * the other:
 *
 * <pre>{@code
 * ByteKey.builder().text(partition).decimal(sort).build()
 * ByteKey.builder().text(group).descending().whole(timestampMillis).build() // newest first
 * }</pre>
 *
 * Texts compare as their UTF-8 bytes do, which is the order of AWS's strings. {@link ByteKeyReader}
 * takes a key apart again. Immutable.
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

  /** The key that {@link #toBytes} gave. */
  public static ByteKey ofBytes(byte[] bytes) {
    return new ByteKey(bytes.clone());
  }

  /** The key of those bytes themselves. */
  public static ByteKey of(Blob blob) {
    return new ByteKey(blob.bytes());
  }

  /** The bytes. */
  public Blob blob() {
    return Blob.of(bytes);
  }

  /** The key of these bytes, which nobody changes. */
  static ByteKey wrap(byte[] bytes) {
    return new ByteKey(bytes);
  }

  /** Begins a key of several components. */
  public static Builder builder() {
    return new Builder();
  }

  /** The key of the components of this one and, after them, those of {@code next}. */
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

  /** The bytes themselves: treat as read-only. */
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

  /** Puts a key together. Components ascend until {@link #descending} says otherwise. */
  public static final class Builder {
    private final ByteArrayOutputStream to = new ByteArrayOutputStream(32);
    private boolean descending;

    private Builder() {}

    /** Has the next components compare the other way round. */
    public Builder descending() {
      descending = true;
      return this;
    }

    /** Has the next components compare as they are. */
    public Builder ascending() {
      descending = false;
      return this;
    }

    /** A text; one that is a prefix of another comes before it. */
    public Builder text(String text) {
      return bytes(KeyText.encode(text));
    }

    /**
     * The beginning of a text: keys whose text begins with {@code prefix} begin with the bytes of
     * this key. Only as the last component, for {@link KeyRange#startingWith}.
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
     * A decimal number of any precision; numbers that are equal have the same key, whatever their
     * scales.
     *
     * @throws IllegalArgumentException where it is not below 10^32767, or not zero and below
     *     10^-32769
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

    /** The beginning of bytes, as {@link #textPrefix}. */
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
