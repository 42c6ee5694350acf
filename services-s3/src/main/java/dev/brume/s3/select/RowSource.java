package dev.brume.s3.select;

import dev.brume.s3.select.sql.Row;
import dev.brume.s3.select.sql.SqlNames;

/** The records of an object in its format. */
interface RowSource {
  /** What names mean in them; may read the first one for that. */
  SqlNames names();

  /** Passes every record to {@code sink} until that has enough. */
  void forEach(Sink sink);

  /** Receives records. */
  interface Sink {
    /** Receives a record, which is valid until this returns; returns false to stop. */
    boolean accept(Row row);
  }
}
