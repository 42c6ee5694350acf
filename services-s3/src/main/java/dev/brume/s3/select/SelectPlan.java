package dev.brume.s3.select;

import dev.brume.s3.select.sql.Query;

/**
 * A validated request.
 *
 * @param input the object's format
 * @param compression the object's compression
 * @param range the bytes in which records must begin; null for all
 * @param output the results' format
 * @param reportsProgress whether the client requests progress events
 */
record SelectPlan(
    Query query,
    InputFormat input,
    Compression compression,
    ScanRangeBounds range,
    OutputFormat output,
    boolean reportsProgress) {

  /** The compression of an object. */
  enum Compression {
    NONE,
    GZIP,
    BZIP2
  }

  /** The format of an object. */
  sealed interface InputFormat permits CsvFormat, JsonFormat {}

  /** JSON; {@code isLines}: every line is a value of its own. */
  record JsonFormat(boolean isLines) implements InputFormat {}

  /** The format of results. */
  sealed interface OutputFormat permits CsvOutput, JsonOutput {}

  /** JSON objects, each followed by {@code recordDelimiter}. */
  record JsonOutput(String recordDelimiter) implements OutputFormat {}

  /** Lines of fields. */
  record CsvOutput(
      boolean quotesAlways, String quote, String escape, String recordDelimiter, String delimiter)
      implements OutputFormat {}

  /**
   * The bytes that records must begin in.
   *
   * @param start the first one; null with an end: that many last bytes are meant
   * @param end the last one, or null
   */
  record ScanRangeBounds(Long start, Long end) {

    /** The first byte and the one after the last, in an object of {@code length} bytes. */
    long[] within(long length) {
      if (start == null) {
        return new long[] {Math.max(0, length - end), length};
      }
      if (start >= length) {
        throw SelectErrors.scanRange();
      }
      return new long[] {start, end == null ? length : Math.min(length, end + 1)};
    }
  }
}
