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

  /**
   * @param source the shape that is read
   * @param prototype any value of what is to be made
   */
  public SharedMembers(Schema source, T prototype) {
    this.prototype = prototype;
    Schema target = prototype.schema();
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
  @SuppressWarnings("unchecked") // A structure makes structures of its own kind.
  public T of(Struct from) {
    Object[] values = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        values[i] = from.get(places[i]);
      }
    }
    return (T) prototype.create(values);
  }
}
