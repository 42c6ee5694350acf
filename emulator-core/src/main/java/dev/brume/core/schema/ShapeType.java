package dev.brume.core.schema;

/**
 * The kinds of shapes in AWS's models.
 *
 * @see <a href="https://smithy.io/2.0/spec/model.html">Smithy: the semantic model</a>
 */
public enum ShapeType {
  BLOB,
  BOOLEAN,
  STRING,
  BYTE,
  SHORT,
  INTEGER,
  LONG,
  FLOAT,
  DOUBLE,
  BIG_INTEGER,
  BIG_DECIMAL,
  TIMESTAMP,
  DOCUMENT,
  /** A string with a closed list of known values, represented as {@link String}. */
  ENUM,
  /** An integer with a closed list of known values, represented as {@link Integer}. */
  INT_ENUM,
  LIST,
  MAP,
  STRUCTURE,
  UNION;

  /** Whether values of this kind contain other values. */
  public boolean isAggregate() {
    return ordinal() >= LIST.ordinal();
  }

  /** Whether values of this kind are {@link Struct}s. */
  public boolean isStruct() {
    return this == STRUCTURE || this == UNION;
  }
}
