package dev.brume.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The header fields of a message in their order; names compare without regard to case. Not
 * thread-safe.
 */
public final class Headers {
  private final List<String> names;
  private final List<String> values;

  public Headers() {
    this(12);
  }

  /**
   * @param expected how many fields will come
   */
  public Headers(int expected) {
    this.names = new ArrayList<>(expected);
    this.values = new ArrayList<>(expected);
  }

  /** Adds a field after those of the same name. */
  public Headers add(String name, String value) {
    names.add(name);
    values.add(value);
    return this;
  }

  /** Replaces every field of that name by one. */
  public Headers set(String name, String value) {
    remove(name);
    return add(name, value);
  }

  /** Drops every field of that name. */
  public Headers remove(String name) {
    for (int i = names.size() - 1; i >= 0; i--) {
      if (names.get(i).equalsIgnoreCase(name)) {
        names.remove(i);
        values.remove(i);
      }
    }
    return this;
  }

  /** The first value under that name, or null. */
  public String first(String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return values.get(i);
      }
    }
    return null;
  }

  /** Every value under that name, in order. */
  public List<String> all(String name) {
    List<String> found = new ArrayList<>(2);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        found.add(values.get(i));
      }
    }
    return found;
  }

  public boolean contains(String name) {
    return first(name) != null;
  }

  public int size() {
    return names.size();
  }

  public String name(int index) {
    return names.get(index);
  }

  public String value(int index) {
    return values.get(index);
  }

  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < names.size(); i++) {
      consumer.accept(names.get(i), values.get(i));
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }
}
