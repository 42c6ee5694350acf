package dev.brume.core.state;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;

/**
 * Reads a {@link ByteKey} component by component, in the order in which it was built. The bytes may
 * come from a client's page token: malformed ones fail with {@code IllegalArgumentException}.
 */
public final class ByteKeyReader {
  private final byte[] bytes;
  private int position;
  private int mask;

  public ByteKeyReader(ByteKey key) {
    bytes = key.bytes();
  }

  /** The next components are descending. */
  public ByteKeyReader descending() {
    mask = 0xff;
    return this;
  }

  /** The next components are ascending. */
  public ByteKeyReader ascending() {
    mask = 0;
    return this;
  }

  /** The next component, a text. */
  public String text() {
    return KeyText.decode(bytes());
  }

  /** The next component, a whole number. */
  public long whole() {
    long biased = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      biased = biased << 8 | next();
    }
    return biased ^ Long.MIN_VALUE;
  }

  /** The next component, a decimal number; without trailing zeros. */
  public BigDecimal decimal() {
    return KeyDecimal.decode(this::next);
  }

  /** The next component, bytes. */
  public byte[] bytes() {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    while (true) {
      int each = next();
      if (each == KeyText.ESCAPED && next() == KeyText.END) {
        return value.toByteArray();
      }
      value.write(each);
    }
  }

  /** Whether there are no more components. */
  public boolean isAtEnd() {
    return position == bytes.length;
  }

  private int next() {
    if (position == bytes.length) {
      throw new IllegalArgumentException("The key ends within a component");
    }
    return (bytes[position++] ^ mask) & 0xff;
  }
}
