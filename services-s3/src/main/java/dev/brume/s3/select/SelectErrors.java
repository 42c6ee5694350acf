package dev.brume.s3.select;

import dev.brume.core.error.AwsError;
import dev.brume.s3.select.sql.SqlErrors;
import java.util.Locale;

/**
 * The errors of requests and objects, with S3's texts from public reports if there are any, else
 * with the documentation's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#SelectObjectContentErrorCodeList">List
 *     of SELECT Object Content error codes</a>
 */
final class SelectErrors {
  private static final String CHECK_DOCUMENTATION =
      " Please check the service documentation and try again.";
  private static final String CHECK_FILE = " Please check the file and try again.";

  private SelectErrors() {}

  static AwsError missing(String parameter) {
    return SqlErrors.of(
        "MissingRequiredParameter", parameter + " is required." + CHECK_DOCUMENTATION);
  }

  /** An invalid value: observed for InvalidJsonType. */
  static AwsError invalid(String code, String value, String parameter) {
    return SqlErrors.of(
        code, "The " + value + " " + parameter + " is invalid." + CHECK_DOCUMENTATION);
  }

  static AwsError parameter() {
    return SqlErrors.of(
        "InvalidRequestParameter",
        "The value of a parameter in the SelectRequest element is not valid. Check the service API"
            + " documentation and try again.");
  }

  static AwsError dataSource() {
    return SqlErrors.of(
        "InvalidDataSource",
        "The data source type is not valid. Only CSV, JSON, and Parquet are supported.");
  }

  static AwsError serializationConflict() {
    return SqlErrors.of(
        "ObjectSerializationConflict",
        "InputSerialization specifies more than one format (CSV, JSON, or Parquet), or"
            + " OutputSerialization specifies more than one format (CSV or JSON). For"
            + " InputSerialization and OutputSerialization, you can specify only one format for"
            + " each.");
  }

  static AwsError parquet() {
    return AwsError.server(
        "NotImplemented", 501, "SelectObjectContent is not implemented for objects in Parquet.");
  }

  static AwsError compression() {
    return SqlErrors.of(
        "InvalidCompressionFormat",
        "The file is not in a supported compression format. Only GZIP and BZIP2 are supported.");
  }

  static AwsError notCompressed(String format) {
    return SqlErrors.of(
        "InvalidCompressionFormat",
        format
            + " is not applicable to the queried object. Please correct the request and try"
            + " again.");
  }

  static AwsError truncated() {
    return SqlErrors.of(
        "TruncatedInput",
        "Object decompression failed. Check that the object is properly compressed using the format"
            + " specified in the request.");
  }

  static AwsError scanRange() {
    return SqlErrors.of("InvalidScanRange", "The provided scan range is not valid.");
  }

  static AwsError scanRangeInput() {
    return SqlErrors.of(
        "UnsupportedScanRangeInput",
        "Scan range queries are not supported on this type of object.");
  }

  static AwsError storageClass(String storageClass) {
    return SqlErrors.of(
        "UnsupportedStorageClass",
        "We do not support " + storageClass + " storage class." + CHECK_DOCUMENTATION);
  }

  /** S3 reports how far it had read, in steps of its buffer. */
  static AwsError textEncoding(long nearByte) {
    return SqlErrors.of(
        "InvalidTextEncoding",
        "UTF-8 encoding is required. The text encoding error was found near byte "
            + String.format(Locale.ROOT, "%,d", nearByte)
            + ".");
  }

  static AwsError recordTooLong() {
    return SqlErrors.of(
        "OverMaxRecordSize",
        "The character number in one record is more than our max threshold, maxCharsPerRecord:"
            + " 1,048,576");
  }

  static AwsError missingHeaders() {
    return SqlErrors.of(
        "MissingHeaders", "Some headers in the query are missing from the file." + CHECK_FILE);
  }

  static AwsError quotedRecordDelimiter() {
    return SqlErrors.of(
        "CSVEscapingRecordDelimiter",
        "A quoted record delimiter was found in the file. To allow quoted record delimiters, set"
            + " AllowQuotedRecordDelimiter to 'TRUE'.");
  }

  static AwsError unescapedQuote() {
    return SqlErrors.of(
        "CSVUnescapedQuote",
        "An unescaped quote was found while parsing the CSV file. To allow quoted record"
            + " delimiters, set AllowQuotedRecordDelimiter to 'TRUE'.");
  }

  static AwsError json() {
    return SqlErrors.of("JSONParsingError", "Error parsing JSON file." + CHECK_FILE);
  }

  /** Arrays and objects can't be written as CSV. AWS does not document the code. */
  static AwsError nestedInCsv() {
    return SqlErrors.of(
        "UnrecognizedFormatException", "We encountered a record type that is not valid.");
  }
}
