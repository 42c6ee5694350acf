package dev.brume.dynamodb.item;

import dev.brume.core.schema.Blob;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable attribute value: a range of bytes in the format of {@link ValueWriter}, possibly
 * within a whole item's. Parts are found by scanning, so only the bytes are stored. An item is a
 * value of type M.
 *
 * <p>Two values are equal if DynamoDB treats them as equal: maps whatever the order of their
 * entries, sets whatever the order of their elements.
 */
public final class ItemValue {
  private static final byte[] EMPTY_MAP = {(byte) AttributeType.M.ordinal(), 0};

  final byte[] bytes;
  final int start;
  final int end;

  ItemValue(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** The value encoded in {@code encoded}, as returned by {@link #encoded()}. */
  public static ItemValue of(Blob encoded) {
    return new ItemValue(encoded.bytes(), 0, encoded.length());
  }

  /** An empty map. */
  public static ItemValue emptyMap() {
    return new ItemValue(EMPTY_MAP, 0, EMPTY_MAP.length);
  }

  /** A string. */
  public static ItemValue text(String text) {
    ValueWriter writer = new ValueWriter();
    writer.text(text);
    return writer.value();
  }

  /** A scalar of type S, N or B with its content. */
  public static ItemValue scalar(AttributeType type, byte[] content) {
    ValueWriter writer = new ValueWriter();
    writer.scalar(type, content);
    return writer.value();
  }

  /** A number. */
  public static ItemValue number(BigDecimal number) {
    return scalar(AttributeType.N, NumberEncoding.encode(number));
  }

  /** Null. */
  public static ItemValue nothing() {
    return new ItemValue(new byte[] {(byte) AttributeType.NULL.ordinal()}, 0, 1);
  }

  /** A boolean. */
  public static ItemValue truth(boolean truth) {
    return new ItemValue(new byte[] {truth ? ValueWriter.TRUE : ValueWriter.FALSE}, 0, 1);
  }

  /** The sum of two numbers, or their difference if {@code subtract} is set. */
  public static ItemValue sum(ItemValue left, ItemValue right, boolean subtract) {
    BigDecimal second = right.decimal();
    return number(left.decimal().add(subtract ? second.negate() : second));
  }

  /** The bytes for storage. */
  public Blob encoded() {
    boolean whole = start == 0 && end == bytes.length;
    return Blob.of(whole ? bytes : Arrays.copyOfRange(bytes, start, end));
  }

  /** The type. */
  public AttributeType type() {
    int first = bytes[start];
    return first >= ValueWriter.TRUE ? AttributeType.BOOL : AttributeType.ofOrdinal(first);
  }

  /** The value of a boolean. */
  public boolean isTrue() {
    return bytes[start] == ValueWriter.TRUE;
  }

  /** The start of the content. */
  int contentStart() {
    int position = start + 1;
    while (bytes[position] < 0) {
      position++;
    }
    return position + 1;
  }

  /** The content of a string, number or binary. */
  public byte[] content() {
    return Arrays.copyOfRange(bytes, contentStart(), end);
  }

  /** The length of the content in bytes. */
  public int contentLength() {
    return end - contentStart();
  }

  /** A string as text; a number as AWS writes it. */
  public String text() {
    int from = contentStart();
    return type() == AttributeType.N
        ? NumberEncoding.format(bytes, from, end - from)
        : new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /** A number for arithmetic. */
  public BigDecimal decimal() {
    int from = contentStart();
    return NumberEncoding.decimal(bytes, from, end - from);
  }

  /** Whether the content begins with that of {@code prefix}. */
  public boolean startsWith(ItemValue prefix) {
    int from = contentStart();
    int prefixFrom = prefix.contentStart();
    int length = prefix.end - prefixFrom;
    return end - from >= length
        && Arrays.equals(bytes, from, from + length, prefix.bytes, prefixFrom, prefix.end);
  }

  /** Whether the content contains that of {@code part}. */
  public boolean hasPart(ItemValue part) {
    int partFrom = part.contentStart();
    int length = part.end - partFrom;
    for (int from = contentStart(); from + length <= end; from++) {
      if (Arrays.equals(bytes, from, from + length, part.bytes, partFrom, part.end)) {
        return true;
      }
    }
    return false;
  }

  /** An iteration over the elements of a list or set. */
  public Elements elements() {
    return new Elements(this);
  }

  /** An iteration over the entries of a map. */
  public Entries entries() {
    return new Entries(this);
  }

  /** The number of elements or entries. */
  public int count() {
    int count = 0;
    if (type() == AttributeType.M) {
      for (Entries entries = entries(); entries.next(); ) {
        count++;
      }
    } else {
      for (Elements elements = elements(); elements.next() != null; ) {
        count++;
      }
    }
    return count;
  }

  /** The value of the entry {@code name} of a map, or null. */
  public ItemValue get(byte[] name) {
    for (Entries entries = entries(); entries.next(); ) {
      if (entries.isNamed(name)) {
        return entries.value();
      }
    }
    return null;
  }

  /** The value of the entry {@code name} of a map, or null. */
  public ItemValue get(String name) {
    return get(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The element of a list at {@code index}, or null. */
  public ItemValue at(int index) {
    Elements elements = elements();
    for (int i = 0; i < index; i++) {
      if (elements.next() == null) {
        return null;
      }
    }
    return elements.next();
  }

  /** Whether a list or set has an element equal to {@code sought}. */
  public boolean contains(ItemValue sought) {
    Elements elements = elements();
    for (ItemValue element = elements.next(); element != null; element = elements.next()) {
      if (element.equals(sought)) {
        return true;
      }
    }
    return false;
  }

  /** Compares two strings, numbers or binaries of the same type in DynamoDB's order. */
  public int compare(ItemValue other) {
    return Arrays.compareUnsigned(
        bytes, contentStart(), end, other.bytes, other.contentStart(), other.end);
  }

  /** The size by AWS's rules: for an item the sum of names and values. */
  public int sizeBytes() {
    return ItemSize.of(this);
  }

  @Override
  public boolean equals(Object object) {
    if (!(object instanceof ItemValue other)) {
      return false;
    }
    if (Arrays.equals(bytes, start, end, other.bytes, other.start, other.end)) {
      return true;
    }
    AttributeType type = type();
    if (end - start != other.end - other.start || type != other.type()) {
      return false;
    }
    return switch (type) {
      case M -> hasEntriesOf(other) && other.hasEntriesOf(this);
      case L -> hasElementsInOrderOf(other);
      case SS, NS, BS -> hasElementsOf(other) && other.hasElementsOf(this);
      case S, N, B, NULL, BOOL -> false;
    };
  }

  private boolean hasEntriesOf(ItemValue other) {
    for (Entries entries = other.entries(); entries.next(); ) {
      ItemValue mine = get(entries.nameBytes());
      if (mine == null || !mine.equals(entries.value())) {
        return false;
      }
    }
    return true;
  }

  private boolean hasElementsInOrderOf(ItemValue other) {
    Elements mine = elements();
    Elements others = other.elements();
    ItemValue element = mine.next();
    ItemValue otherElement = others.next();
    while (element != null && element.equals(otherElement)) {
      element = mine.next();
      otherElement = others.next();
    }
    return element == null && otherElement == null;
  }

  private boolean hasElementsOf(ItemValue other) {
    Elements others = other.elements();
    for (ItemValue element = others.next(); element != null; element = others.next()) {
      if (!contains(element)) {
        return false;
      }
    }
    return true;
  }

  /** The same for equal values: the sum over all bytes, whatever their order. */
  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = start; i < end; i++) {
      sum += bytes[i] * 31;
    }
    return sum;
  }

  @Override
  public String toString() {
    return AttributeText.of(this);
  }

  /** Reads a length at {@code position} of {@code bytes}. */
  private static int length(byte[] bytes, int position) {
    int length = 0;
    int shift = 0;
    int at = position;
    while (bytes[at] < 0) {
      length |= (bytes[at++] & 0x7f) << shift;
      shift += 7;
    }
    return length | bytes[at] << shift;
  }

  private static int afterLength(byte[] bytes, int position) {
    int at = position;
    while (bytes[at] < 0) {
      at++;
    }
    return at + 1;
  }

  /** The end of the value that begins at {@code position}. */
  private static int endOf(byte[] bytes, int position) {
    int first = bytes[position];
    if (first == AttributeType.NULL.ordinal() || first >= ValueWriter.TRUE) {
      return position + 1;
    }
    return afterLength(bytes, position + 1) + length(bytes, position + 1);
  }

  /** Iterates over the elements of a list or set. */
  public static final class Elements {
    private final ItemValue of;
    private int position;

    private Elements(ItemValue of) {
      this.of = of;
      position = of.contentStart();
    }

    /** The next element, or null if there is none. */
    public ItemValue next() {
      if (position >= of.end) {
        return null;
      }
      ItemValue element = new ItemValue(of.bytes, position, endOf(of.bytes, position));
      position = element.end;
      return element;
    }
  }

  /** Iterates over the entries of a map. */
  public static final class Entries {
    private final ItemValue of;
    private int entryStart;
    private int nameStart;
    private int valueStart;
    private int entryEnd;

    private Entries(ItemValue of) {
      this.of = of;
      entryEnd = of.contentStart();
    }

    /** Moves to the next entry; false if there is none. */
    public boolean next() {
      if (entryEnd >= of.end) {
        return false;
      }
      entryStart = entryEnd;
      nameStart = afterLength(of.bytes, entryStart);
      valueStart = nameStart + length(of.bytes, entryStart);
      entryEnd = endOf(of.bytes, valueStart);
      return true;
    }

    /** Whether the entry's name is {@code name}. */
    public boolean isNamed(byte[] name) {
      return valueStart - nameStart == name.length
          && Arrays.equals(of.bytes, nameStart, valueStart, name, 0, name.length);
    }

    /** The entry's name. */
    public String name() {
      return new String(of.bytes, nameStart, valueStart - nameStart, StandardCharsets.UTF_8);
    }

    /** The entry's name in UTF-8. */
    public byte[] nameBytes() {
      return Arrays.copyOfRange(of.bytes, nameStart, valueStart);
    }

    /** The length of the entry's name in bytes. */
    public int nameLength() {
      return valueStart - nameStart;
    }

    /** The entry's value. */
    public ItemValue value() {
      return new ItemValue(of.bytes, valueStart, entryEnd);
    }

    byte[] bytes() {
      return of.bytes;
    }

    int entryStart() {
      return entryStart;
    }

    int entryEnd() {
      return entryEnd;
    }
  }
}
