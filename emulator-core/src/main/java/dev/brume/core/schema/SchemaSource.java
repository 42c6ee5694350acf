package dev.brume.core.schema;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The shapes of one service by number. A member refers to its target by number and resolves it on
 * first use, so that starting an operation only loads that operation's classes, and recursive
 * shapes need no special care.
 */
public abstract class SchemaSource {
  private final AtomicReferenceArray<Schema> known;

  /**
   * @param count the number of shapes
   */
  protected SchemaSource(int count) {
    this.known = new AtomicReferenceArray<>(count);
  }

  /**
   * The shape with the number {@code id}; created on first use (twice at worst, when two threads
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

  /** Creates (or, for structures, returns the constant of) the shape with the number {@code id}. */
  protected abstract Schema create(int id);
}
