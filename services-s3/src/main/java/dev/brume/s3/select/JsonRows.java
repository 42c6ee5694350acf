package dev.brume.s3.select;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.brume.s3.select.sql.Evaluator;
import dev.brume.s3.select.sql.Expression;
import dev.brume.s3.select.sql.Paths;
import dev.brume.s3.select.sql.Query;
import dev.brume.s3.select.sql.Row;
import dev.brume.s3.select.sql.SqlErrors;
import dev.brume.s3.select.sql.SqlName;
import dev.brume.s3.select.sql.SqlNames;
import dev.brume.s3.select.sql.Value;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a JSON object: the values at the FROM clause's path in each of the concatenated
 * values. Values outside of the path are never built, so that a document may have any size.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-select.html#s3-select-sql-reference-from">FROM
 *     clause</a>
 */
final class JsonRows implements RowSource, SqlNames {
  private static final int MAX_DEPTH = 500;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(CsvReader.MAX_RECORD_BYTES)
                  .build())
          .build();

  private final Values values;
  private final Query.Source source;

  /** The characters of the record under construction. */
  private int size;

  /** Provides the parsers of the values. */
  interface Values {
    /** A parser over the next values, or null. */
    JsonParser next() throws IOException;
  }

  JsonRows(Values values, Query.Source source) {
    this.values = values;
    this.source = source;
  }

  /** The values of a document. */
  static Values document(InputStream in) {
    return new Values() {
      private boolean given;

      @Override
      public JsonParser next() throws IOException {
        if (given) {
          return null;
        }
        given = true;
        return FACTORY.createParser(in);
      }
    };
  }

  /**
   * The values of lines, each of which is a record with one field.
   *
   * @param lastStart the last line must begin before this position
   */
  static Values lines(CsvReader lines, long lastStart) {
    return () -> {
      if (!lines.next() || lines.recordOffset() >= lastStart) {
        return null;
      }
      if (lines.fieldCount() != 1) {
        throw SelectErrors.json();
      }
      return FACTORY.createParser(lines.field(0));
    };
  }

  @Override
  public SqlNames names() {
    return this;
  }

  @Override
  public Evaluator resolve(Expression.Reference path) {
    boolean row =
        source.rowName().matches(path.root().text())
            || (source.path().isEmpty()
                && new SqlName("S3Object", false).matches(path.root().text()));
    if (row) {
      return record -> Paths.walk(record.whole(), path.steps());
    }
    return record -> Paths.walk(Paths.field(record.whole(), path.root()), path.steps());
  }

  @Override
  public void forEach(Sink sink) {
    try {
      JsonParser parser = values.next();
      while (parser != null && all(parser, sink)) {
        parser = values.next();
      }
    } catch (JsonProcessingException e) {
      throw SelectErrors.json();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean all(JsonParser parser, Sink sink) throws IOException {
    try (parser) {
      while (parser.nextToken() != null) {
        if (!walk(parser, source.path(), sink)) {
          return false;
        }
      }
      return true;
    } catch (StreamConstraintsException e) {
      boolean deep = parser.getParsingContext().getNestingDepth() >= MAX_DEPTH;
      throw deep ? SelectErrors.json() : SelectErrors.recordTooLong();
    }
  }

  /** Follows {@code steps} from the value at the parser's token to that value's end. */
  private boolean walk(JsonParser parser, List<Expression.Step> steps, Sink sink)
      throws IOException {
    if (steps.isEmpty()) {
      size = 0;
      return sink.accept(new JsonRow(build(parser)));
    }
    List<Expression.Step> rest = steps.subList(1, steps.size());
    return switch (steps.getFirst()) {
      case Expression.FieldStep step -> fields(parser, step.name(), rest, sink);
      case Expression.IndexStep step -> elements(parser, step.index(), rest, sink);
      case Expression.AnyStep step ->
          step.isOfArray() ? elements(parser, -1, rest, sink) : fields(parser, null, rest, sink);
    };
  }

  private static boolean missing(Sink sink) {
    return sink.accept(new JsonRow(Value.Absent.MISSING));
  }

  /** The field of that name, or all for null; MISSING where there is none. */
  private boolean fields(JsonParser parser, SqlName name, List<Expression.Step> rest, Sink sink)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return missing(sink);
    }
    String found = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      if (name == null) {
        found = field;
      } else if (!name.matches(field) || field.equals(found)) {
        parser.skipChildren();
        continue;
      } else if (found != null) {
        throw SqlErrors.ambiguousFieldName();
      } else {
        found = field;
      }
      if (!walk(parser, rest, sink)) {
        return false;
      }
    }
    return found != null || missing(sink);
  }

  /** The element at that index, or all for a negative one; MISSING if there is none. */
  private boolean elements(JsonParser parser, long index, List<Expression.Step> rest, Sink sink)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return missing(sink);
    }
    boolean found = false;
    for (long at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
      if (index >= 0 && at != index) {
        parser.skipChildren();
        continue;
      }
      found = true;
      if (!walk(parser, rest, sink)) {
        return false;
      }
    }
    return found || missing(sink);
  }

  private void count(int characters) {
    size += characters;
    if (size > CsvReader.MAX_RECORD_BYTES) {
      throw SelectErrors.recordTooLong();
    }
  }

  private Value build(JsonParser parser) throws IOException {
    count(1);
    return switch (parser.currentToken()) {
      case START_OBJECT -> tuple(parser);
      case START_ARRAY -> {
        List<Value> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(build(parser));
        }
        yield new Value.Sequence(elements);
      }
      case VALUE_STRING -> {
        count(parser.getTextLength());
        yield new Value.Text(parser.getText());
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        count(parser.getTextLength());
        yield number(parser);
      }
      case VALUE_TRUE -> Value.Bool.TRUE;
      case VALUE_FALSE -> Value.Bool.FALSE;
      case VALUE_NULL -> Value.Absent.NULL;
      default -> throw SelectErrors.json();
    };
  }

  private Value tuple(JsonParser parser) throws IOException {
    List<String> names = new ArrayList<>();
    List<Value> fields = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      count(name.length());
      parser.nextToken();
      names.add(name);
      fields.add(build(parser));
    }
    return new Value.Tuple(names, fields);
  }

  private static Value number(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new Value.Int(parser.getLongValue());
      default -> new Value.Decimal(new BigDecimal(parser.getText()));
    };
  }

  /** A record in JSON. */
  private record JsonRow(Value whole) implements Row {
    @Override
    public Value column(int index) {
      return Value.Absent.MISSING;
    }
  }
}
