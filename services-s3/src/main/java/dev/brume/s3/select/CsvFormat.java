package dev.brume.s3.select;

import java.nio.charset.StandardCharsets;

/**
 * The format of CSV; all delimiters in UTF-8.
 *
 * @param header the meaning of the first record
 * @param recordDelimiter after each record
 * @param delimiter between fields
 * @param quote around fields; empty for none
 * @param escape before a quote inside of quotes
 * @param comment begins ignored records; empty for none
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

  /** The meaning of the first record. */
  enum Header {
    /** An ordinary record. */
    NONE,
    /** SqlNames that are not to be used. */
    IGNORE,
    /** The column names. */
    USE
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a carriage return before a line feed record delimiter is ignored, so that files with
   * other systems' line ends work. AWS does not document this.
   */
  boolean endsLinesOfAnySystem() {
    return recordDelimiter.length == 1 && recordDelimiter[0] == '\n';
  }
}
