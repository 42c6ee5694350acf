package dev.brume.s3.select;

import java.nio.charset.StandardCharsets;

/**
 * How CSV is written, every sign as UTF-8.
 *
 * @param header what the first record is
 * @param recordDelimiter after each record
 * @param delimiter between fields
 * @param quote around fields; empty: there are no quotes
 * @param escape before a quote inside of quotes
 * @param comment begins records that do not count; empty: none do
 * @param allowsQuotedRecordDelimiter whether a record delimiter between quotes belongs to the field
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CSVInput.html">CSVInput</a>
 */
record CsvFormat(
    Header header,
    byte[] recordDelimiter,
    byte[] delimiter,
    byte[] quote,
    byte[] escape,
    byte[] comment,
    boolean allowsQuotedRecordDelimiter)
    implements SelectPlan.InputFormat {

  /** What the first record is. */
  enum Header {
    /** A record as all others. */
    NONE,
    /** SqlNames that are not to be used. */
    IGNORE,
    /** The names of the columns. */
    USE
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a carriage return before the record delimiter is left out: where that is a line feed,
   * so that files with the line ends of other systems work. AWS does not document this.
   */
  boolean endsLinesOfAnySystem() {
    return recordDelimiter.length == 1 && recordDelimiter[0] == '\n';
  }
}
