package dev.brume.s3.object;

import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;

/**
 * Converts a structure to another one with members of the same names: S3's operations that create
 * objects accept the same headers, and those that read them return the same, in structures of their
 * own.
 *
 * @param <T> the result
 */
public final class SharedMembers<T extends Struct> {
  private final T prototype;

  /** For each member of the target its index in the source, or -1. */
  private final int[] places;

  /** The target's member that is set separately, or -1. */
  private final int further;

  /**
   * @param source the source's shape
   * @param prototype any value of the result
   */
  public SharedMembers(Schema source, T prototype) {
    this(source, prototype, null);
  }

  /**
   * @param source the source's shape
   * @param prototype any value of the result
   * @param further the target's member that is set separately
   */
  SharedMembers(Schema source, T prototype, String further) {
    this.prototype = prototype;
    Schema target = prototype.schema();
    this.further = further == null ? -1 : indexOf(target, further);
    places = new int[target.memberCount()];
    for (Member member : target.members()) {
      places[member.index()] = indexOf(source, member.name());
    }
  }

  private static int indexOf(Schema schema, String name) {
    for (Member member : schema.members()) {
      if (member.name().equals(name)) {
        return member.index();
      }
    }
    return -1;
  }

  /** The result with the equally named members of {@code from}; others are absent. */
  public T of(Struct from) {
    return of(from, null);
  }

  /** The same, with the separate member's value. */
  @SuppressWarnings("unchecked") // A structure creates structures of its own kind.
  T of(Struct from, Object value) {
    Object[] values = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        values[i] = from.get(places[i]);
      }
    }
    if (further >= 0) {
      values[further] = value;
    }
    return (T) prototype.create(values);
  }
}
