package dev.brume.s3.select;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.brume.s3.select.sql.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes results in the requested format. MISSING values are omitted, or empty in CSV. */
abstract sealed class ResultWriter {
  final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static ResultWriter of(SelectPlan.OutputFormat format) {
    return switch (format) {
      case SelectPlan.CsvOutput csv -> new Csv(csv);
      case SelectPlan.JsonOutput json -> new JsonResult(json);
    };
  }

  /** The bytes of {@code result}, followed by the delimiter. */
  final byte[] bytes(Value.Tuple result) {
    out.reset();
    try {
      write(result);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    if (out.size() > CsvReader.MAX_RECORD_BYTES) {
      throw SelectErrors.recordTooLong();
    }
    return out.toByteArray();
  }

  abstract void write(Value.Tuple result) throws IOException;

  /**
   * CSV.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CSVOutput.html">CSVOutput</a>
   */
  private static final class Csv extends ResultWriter {
    private final SelectPlan.CsvOutput format;

    Csv(SelectPlan.CsvOutput format) {
      this.format = format;
    }

    @Override
    void write(Value.Tuple result) {
      StringBuilder line = new StringBuilder();
      List<Value> values = result.values();
      for (int i = 0; i < values.size(); i++) {
        if (i > 0) {
          line.append(format.delimiter());
        }
        field(line, text(values.get(i)));
      }
      line.append(format.recordDelimiter());
      out.writeBytes(line.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Value value) {
      return switch (value) {
        case Value.Absent absent -> "";
        case Value.Sequence sequence -> throw SelectErrors.nestedInCsv();
        case Value.Tuple tuple -> throw SelectErrors.nestedInCsv();
        default -> scalar(value);
      };
    }

    private void field(StringBuilder line, String text) {
      String quote = format.quote();
      boolean quoted =
          !quote.isEmpty()
              && (format.quotesAlways()
                  || text.contains(format.delimiter())
                  || text.contains(format.recordDelimiter())
                  || text.contains(quote)
                  || text.indexOf('\n') >= 0
                  || text.indexOf('\r') >= 0);
      if (!quoted) {
        line.append(text);
        return;
      }
      String escape = format.escape();
      String escapedText = escape.equals(quote) ? text : text.replace(escape, escape + escape);
      line.append(quote).append(escapedText.replace(quote, escape + quote)).append(quote);
    }
  }

  /** Numbers as in JSON, timestamps and booleans as in SQL's CAST to STRING. */
  private static String scalar(Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.Int number -> Long.toString(number.number());
      case Value.Decimal number -> number.number().toString();
      case Value.Float number -> Double.toString(number.number());
      case Value.Bool truth -> truth == Value.Bool.TRUE ? "true" : "false";
      case Value.Moment moment -> moment.time().toString();
      default -> throw new IllegalArgumentException(value.typeName());
    };
  }

  /** JSON: an object a result. */
  private static final class JsonResult extends ResultWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final byte[] delimiter;
    private final JsonGenerator generator;

    JsonResult(SelectPlan.JsonOutput format) {
      delimiter = format.recordDelimiter().getBytes(StandardCharsets.UTF_8);
      try {
        generator = FACTORY.createGenerator(out).setRootValueSeparator(null);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void write(Value.Tuple result) throws IOException {
      value(result);
      generator.flush();
      out.writeBytes(delimiter);
    }

    private void value(Value value) throws IOException {
      switch (value) {
        case Value.Absent absent -> generator.writeNull();
        case Value.Bool truth -> generator.writeBoolean(truth == Value.Bool.TRUE);
        case Value.Int number -> generator.writeNumber(number.number());
        case Value.Decimal number -> generator.writeNumber(number.number());
        case Value.Float number -> generator.writeNumber(number.number());
        case Value.Sequence sequence -> {
          generator.writeStartArray();
          for (Value element : sequence.elements()) {
            value(element);
          }
          generator.writeEndArray();
        }
        case Value.Tuple tuple -> {
          generator.writeStartObject();
          for (int i = 0; i < tuple.names().size(); i++) {
            if (tuple.values().get(i) != Value.Absent.MISSING) {
              generator.writeFieldName(tuple.names().get(i));
              value(tuple.values().get(i));
            }
          }
          generator.writeEndObject();
        }
        default -> generator.writeString(scalar(value));
      }
    }
  }
}
