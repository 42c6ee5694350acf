package dev.brume.s3.object;

import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;

/**
 * Makes a structure of another that has members of the same names: S3's operations that create
 * objects take the same headers, and those that read them give the same, in structures of their
 * own.
 *
 * @param <T> what is made
 */
public final class SharedMembers<T extends Struct> {
  private final T prototype;

  /** For each member of the target that of the source, or -1. */
  private final int[] places;

  /** The member of the target that is given beside the source, or -1. */
  private final int further;

  /**
   * @param source the shape that is read
   * @param prototype any value of what is to be made
   */
  public SharedMembers(Schema source, T prototype) {
    this(source, prototype, null);
  }

  /**
   * @param source the shape that is read
   * @param prototype any value of what is to be made
   * @param further the member that the target has beyond it
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

  /** The value of each member that {@code from} has under the same name; the others are absent. */
  public T of(Struct from) {
    return of(from, null);
  }

  /** The same, with the further member's value. */
  @SuppressWarnings("unchecked") // A structure makes structures of its own kind.
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
