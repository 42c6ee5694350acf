package dev.brume.s3.select.sql;

/** A record of the object: columns by number, or one value with everything in it. */
public interface Row {
  /** The column at {@code index}, from 0, MISSING where the record is shorter. */
  Value column(int index);

  /** The whole record. */
  Value whole();
}
