package dev.brume.core.schema;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The shapes of one service by number. A member names its target by number and asks only when the
 * target is first needed, so that starting an operation loads the classes of that operation alone,
 * and recursive shapes need no special care.
 */
public abstract class SchemaSource {
  private final AtomicReferenceArray<Schema> known;

  /**
   * @param count how many shapes there are
   */
  protected SchemaSource(int count) {
    this.known = new AtomicReferenceArray<>(count);
  }

  /**
   * The shape with the number {@code id}; made on first use (twice at worst, when two threads
   * race).
   */
  public final Schema get(int id) {
    Schema schema = known.getAcquire(id);
    if (schema == null) {
      schema = create(id);
      known.setRelease(id, schema);
    }
    return schema;
  }

  /** Makes (or, for structures, refers to the constant of) the shape with the number {@code id}. */
  protected abstract Schema create(int id);
}
