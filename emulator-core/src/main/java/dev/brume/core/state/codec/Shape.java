package dev.brume.core.state.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The layout of a record's values when they were written: the record's simple name and its fields
 * in order. Every written record refers to its shape by {@link #id()}, which is derived from the
 * shape alone, so that values can be moved between files unchanged.
 *
 * @param name the record's simple name
 * @param fields the names of its components, in order
 */
public record Shape(String name, List<String> fields) {
  /** The shape as text, such as {@code Delivery(receiveCount,visibleAtMillis)}. */
  public String text() {
    return name + "(" + String.join(",", fields) + ")";
  }

  /** A checksum of {@link #text()}. */
  public int id() {
    CRC32C checksum = new CRC32C();
    checksum.update(text().getBytes(StandardCharsets.UTF_8));
    return (int) checksum.getValue();
  }

  /**
   * Parses the result of {@link #text()}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Shape parse(String text) {
    int open = text.indexOf('(');
    if (open <= 0 || !text.endsWith(")")) {
      throw new IllegalArgumentException("Not a shape: " + text);
    }
    String fields = text.substring(open + 1, text.length() - 1);
    List<String> names = fields.isEmpty() ? List.of() : Arrays.asList(fields.split(",", -1));
    return new Shape(text.substring(0, open), List.copyOf(names));
  }
}
