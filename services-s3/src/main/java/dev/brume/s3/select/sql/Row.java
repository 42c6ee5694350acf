package dev.brume.s3.select.sql;

/** A record of the object: numbered columns, or one value with all contents. */
public interface Row {
  /** The column at {@code index}, from 0; MISSING if the record is shorter. */
  Value column(int index);

  /** The whole record. */
  Value whole();
}
