package dev.brume.s3.select;

import dev.brume.s3.api.CSVInput;
import dev.brume.s3.api.CSVOutput;
import dev.brume.s3.api.InputSerialization;
import dev.brume.s3.api.JSONInput;
import dev.brume.s3.api.JSONOutput;
import dev.brume.s3.api.OutputSerialization;
import dev.brume.s3.api.ScanRange;
import dev.brume.s3.api.SelectObjectContentRequest;
import dev.brume.s3.select.SelectPlan.Compression;
import dev.brume.s3.select.sql.Query;
import java.util.Locale;

/**
 * Checks a request before the object is looked up. Keywords such as NONE and LINES are
 * case-insensitive, as in AWS's own examples.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html">SelectObjectContent</a>
 */
final class SelectRequestCheck {
  private static final String DEFAULT_QUOTE = "\"";
  private static final String DEFAULT_DELIMITER = ",";
  private static final String DEFAULT_RECORD_DELIMITER = "\n";
  private static final String DEFAULT_COMMENT = "#";

  private SelectRequestCheck() {}

  static SelectPlan plan(SelectObjectContentRequest request) {
    String expression = required("Expression", request.expression());
    String type = required("ExpressionType", request.expressionType());
    if (!type.equalsIgnoreCase("SQL")) {
      throw SelectErrors.invalid("InvalidExpressionType", type, "ExpressionType");
    }
    InputSerialization input = request.inputSerialization();
    OutputSerialization output = request.outputSerialization();
    if (input == null) {
      throw SelectErrors.missing("InputSerialization");
    }
    if (output == null) {
      throw SelectErrors.missing("OutputSerialization");
    }
    SelectPlan.InputFormat inputFormat = inputFormat(input);
    Compression compression = compression(input.compressionType());
    SelectPlan.OutputFormat outputFormat = outputFormat(output);
    SelectPlan.ScanRangeBounds range = range(request.scanRange(), inputFormat, compression);
    Query query = Query.parse(expression);
    boolean progress =
        request.requestProgress() != null
            && Boolean.TRUE.equals(request.requestProgress().enabled());
    return new SelectPlan(query, inputFormat, compression, range, outputFormat, progress);
  }

  private static String required(String name, String value) {
    if (value == null || value.isEmpty()) {
      throw SelectErrors.missing(name);
    }
    return value;
  }

  private static SelectPlan.InputFormat inputFormat(InputSerialization input) {
    int formats =
        (input.csv() == null ? 0 : 1)
            + (input.json() == null ? 0 : 1)
            + (input.parquet() == null ? 0 : 1);
    if (formats > 1) {
      throw SelectErrors.serializationConflict();
    }
    if (input.csv() != null) {
      return csv(input.csv());
    }
    if (input.json() != null) {
      return json(input.json());
    }
    throw input.parquet() == null ? SelectErrors.dataSource() : SelectErrors.parquet();
  }

  private static SelectPlan.InputFormat json(JSONInput json) {
    String type = required("Type", json.type());
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "LINES" -> new SelectPlan.JsonFormat(true);
      case "DOCUMENT" -> new SelectPlan.JsonFormat(false);
      default -> throw SelectErrors.invalid("InvalidJsonType", type, "jsonType");
    };
  }

  private static CsvFormat csv(CSVInput csv) {
    String header = csv.fileHeaderInfo() == null ? "NONE" : csv.fileHeaderInfo();
    CsvFormat.Header headerInfo =
        switch (header.toUpperCase(Locale.ROOT)) {
          case "NONE" -> CsvFormat.Header.NONE;
          case "IGNORE" -> CsvFormat.Header.IGNORE;
          case "USE" -> CsvFormat.Header.USE;
          default -> throw SelectErrors.invalid("InvalidFileHeaderInfo", header, "fileHeaderInfo");
        };
    String quote = atMostOne(csv.quoteCharacter(), DEFAULT_QUOTE);
    String escape = atMostOne(csv.quoteEscapeCharacter(), DEFAULT_QUOTE);
    return new CsvFormat(
        headerInfo,
        CsvFormat.bytes(filled("RecordDelimiter", csv.recordDelimiter(), DEFAULT_RECORD_DELIMITER)),
        CsvFormat.bytes(one(filled("FieldDelimiter", csv.fieldDelimiter(), DEFAULT_DELIMITER))),
        CsvFormat.bytes(quote),
        CsvFormat.bytes(escape.isEmpty() ? quote : escape),
        CsvFormat.bytes(atMostOne(csv.comments(), DEFAULT_COMMENT)),
        Boolean.TRUE.equals(csv.allowQuotedRecordDelimiter()));
  }

  private static String filled(String name, String value, String otherwise) {
    return value == null ? otherwise : required(name, value);
  }

  private static String one(String value) {
    if (value.codePointCount(0, value.length()) != 1) {
      throw SelectErrors.parameter();
    }
    return value;
  }

  private static String atMostOne(String value, String otherwise) {
    if (value == null) {
      return otherwise;
    }
    return value.isEmpty() ? value : one(value);
  }

  private static Compression compression(String type) {
    if (type == null || type.isEmpty()) {
      return Compression.NONE;
    }
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "NONE" -> Compression.NONE;
      case "GZIP" -> Compression.GZIP;
      case "BZIP2" -> Compression.BZIP2;
      default -> throw SelectErrors.compression();
    };
  }

  private static SelectPlan.OutputFormat outputFormat(OutputSerialization output) {
    if (output.csv() != null && output.json() != null) {
      throw SelectErrors.serializationConflict();
    }
    if (output.csv() != null) {
      return csv(output.csv());
    }
    if (output.json() != null) {
      return json(output.json());
    }
    throw SelectErrors.missing("OutputSerialization");
  }

  private static SelectPlan.OutputFormat json(JSONOutput json) {
    return new SelectPlan.JsonOutput(
        filled("RecordDelimiter", json.recordDelimiter(), DEFAULT_RECORD_DELIMITER));
  }

  private static SelectPlan.OutputFormat csv(CSVOutput csv) {
    String fields = csv.quoteFields() == null ? "ASNEEDED" : csv.quoteFields();
    boolean always =
        switch (fields.toUpperCase(Locale.ROOT)) {
          case "ALWAYS" -> true;
          case "ASNEEDED" -> false;
          default -> throw SelectErrors.invalid("InvalidQuoteFields", fields, "quoteFields");
        };
    String quote = atMostOne(csv.quoteCharacter(), DEFAULT_QUOTE);
    String escape = atMostOne(csv.quoteEscapeCharacter(), DEFAULT_QUOTE);
    return new SelectPlan.CsvOutput(
        always,
        quote,
        escape.isEmpty() ? quote : escape,
        filled("RecordDelimiter", csv.recordDelimiter(), DEFAULT_RECORD_DELIMITER),
        filled("FieldDelimiter", csv.fieldDelimiter(), DEFAULT_DELIMITER));
  }

  /**
   * Records must be found from any position: not in compressed or nested data, nor with quoted
   * record delimiters.
   */
  private static SelectPlan.ScanRangeBounds range(
      ScanRange range, SelectPlan.InputFormat input, Compression compression) {
    if (range == null) {
      return null;
    }
    Long start = range.start();
    Long end = range.end();
    boolean empty = start == null && end == null;
    if (empty || (start != null && start < 0) || (end != null && end < 0)) {
      throw SelectErrors.scanRange();
    }
    if (start != null && end != null && start > end) {
      throw SelectErrors.scanRange();
    }
    boolean supported =
        compression == Compression.NONE
            && switch (input) {
              case CsvFormat csv -> !csv.allowsQuotedRecordDelimiter();
              case SelectPlan.JsonFormat json -> json.isLines();
            };
    if (!supported) {
      throw SelectErrors.scanRangeInput();
    }
    return new SelectPlan.ScanRangeBounds(start, end);
  }
}
