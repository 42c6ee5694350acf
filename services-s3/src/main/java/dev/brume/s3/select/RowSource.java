package dev.brume.s3.select;

import dev.brume.s3.select.sql.Row;
import dev.brume.s3.select.sql.SqlNames;

/** The records of an object in its format. */
interface RowSource {
  /** What names mean in them; may read the first one for that. */
  SqlNames names();

  /** Hands every record to {@code sink} until that has enough. */
  void forEach(Sink sink);

  /** Takes records. */
  interface Sink {
    /** Takes a record, which is good until this returns; false: no more, please. */
    boolean accept(Row row);
  }
}
