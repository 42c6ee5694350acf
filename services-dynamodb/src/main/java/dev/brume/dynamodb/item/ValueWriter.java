package dev.brume.dynamodb.item;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes values one after the other in the format of {@link ItemValue}: the type's ordinal; for
 * null and booleans nothing else; for all others the content's length (seven bits per byte, lowest
 * first) and the content.
 *
 * <p>The content of a list or set is its elements, that of a map its entries: each the name's
 * length, the name, the value.
 */
public final class ValueWriter {
  static final byte FALSE = (byte) AttributeType.values().length;
  static final byte TRUE = (byte) (FALSE - 1);

  private static final int INITIAL_BYTES = 256;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  /** The written bytes as one value. */
  public ItemValue value() {
    return new ItemValue(Arrays.copyOf(bytes, size), 0, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  private void writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  private void writeLength(int length) {
    int rest = length;
    while (rest > 0x7f) {
      writeByte(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    writeByte(rest);
  }

  private void writeBytes(byte[] content, int start, int length) {
    reserve(length);
    System.arraycopy(content, start, bytes, size, length);
    size += length;
  }

  /** Writes a scalar with its content. */
  public void scalar(AttributeType type, byte[] content) {
    writeByte(type.ordinal());
    writeLength(content.length);
    writeBytes(content, 0, content.length);
  }

  /** Writes a string. */
  public void text(String text) {
    scalar(AttributeType.S, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes null. */
  public void nothing() {
    writeByte(AttributeType.NULL.ordinal());
  }

  /** Writes a boolean. */
  public void truth(boolean value) {
    writeByte(value ? TRUE : FALSE);
  }

  /** Writes the name of an entry; its value comes next. */
  public void name(byte[] name) {
    writeLength(name.length);
    writeBytes(name, 0, name.length);
  }

  /** Writes the name of an entry; its value comes next. */
  public void name(String name) {
    name(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a value unchanged. */
  public void copy(ItemValue value) {
    writeBytes(value.bytes, value.start, value.end - value.start);
  }

  /** Writes the current entry of {@code entries}. */
  public void copyEntry(ItemValue.Entries entries) {
    writeBytes(entries.bytes(), entries.entryStart(), entries.entryEnd() - entries.entryStart());
  }

  /**
   * Starts a map, list or set.
   *
   * @return the argument for {@link #end}
   */
  public int begin(AttributeType type) {
    writeByte(type.ordinal());
    writeByte(0);
    return size;
  }

  /** Ends the map, list or set that {@link #begin} started. */
  public void end(int begun) {
    int length = size - begun;
    int extra = 0;
    for (int rest = length >>> 7; rest > 0; rest >>>= 7) {
      extra++;
    }
    if (extra > 0) {
      reserve(extra);
      System.arraycopy(bytes, begun, bytes, begun + extra, length);
      size += extra;
    }
    int rest = length;
    for (int i = begun - 1; i < begun + extra - 1; i++) {
      bytes[i] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes[begun + extra - 1] = (byte) rest;
  }
}
