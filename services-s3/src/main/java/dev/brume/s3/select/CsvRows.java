package dev.brume.s3.select;

import dev.brume.s3.select.sql.Evaluator;
import dev.brume.s3.select.sql.Expression;
import dev.brume.s3.select.sql.Query;
import dev.brume.s3.select.sql.Row;
import dev.brume.s3.select.sql.SqlErrors;
import dev.brume.s3.select.sql.SqlName;
import dev.brume.s3.select.sql.SqlNames;
import dev.brume.s3.select.sql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The records of a CSV object: columns are named by number, {@code _1} and so on, and by the
 * header's names if that is used.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-select.html#s3-select-sql-reference-attribute-access">Attribute
 *     access</a>
 */
final class CsvRows implements RowSource, Row, SqlNames {
  private static final Pattern POSITION = Pattern.compile("_([1-9]\\d{0,6})");
  private static final SqlName TABLE = new SqlName("S3Object", false);

  private final CsvReader reader;
  private final CsvFormat format;
  private final Query.Source source;
  private final long lastStart;

  /** The names of the header; null if it is not used. */
  private List<String> header;

  private boolean headerRead;

  /** SqlNames for whole records, as many as the longest so far has fields. */
  private List<String> names = List.of();

  /**
   * @param header the header if records are not read from the object's beginning; else null
   * @param firstStart the first position of the first record
   * @param lastStart the last record must begin before this position
   */
  CsvRows(
      CsvReader reader,
      CsvFormat format,
      Query.Source source,
      List<String> header,
      long firstStart,
      long lastStart) {
    this.reader = reader;
    this.format = format;
    this.source = source;
    this.header = header;
    this.headerRead = firstStart > 0;
    this.lastStart = lastStart;
    if (!source.path().isEmpty()) {
      throw SqlErrors.invalidKeyPath();
    }
  }

  @Override
  public SqlNames names() {
    readHeader();
    return this;
  }

  private void readHeader() {
    if (headerRead || format.header() == CsvFormat.Header.NONE) {
      return;
    }
    headerRead = true;
    boolean any = reader.next();
    if (format.header() == CsvFormat.Header.USE) {
      header = any ? fields(reader) : List.of();
    }
  }

  /** The fields of the current record of {@code reader}. */
  static List<String> fields(CsvReader reader) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < reader.fieldCount(); i++) {
      fields.add(reader.field(i));
    }
    return fields;
  }

  @Override
  public void forEach(Sink sink) {
    readHeader();
    while (reader.next()) {
      if (reader.recordOffset() >= lastStart || !sink.accept(this)) {
        return;
      }
    }
  }

  @Override
  public Value column(int index) {
    return index < reader.fieldCount() ? new Value.Text(reader.field(index)) : Value.Absent.MISSING;
  }

  @Override
  public Value whole() {
    int count = reader.fieldCount();
    List<Value> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(new Value.Text(reader.field(i)));
    }
    return new Value.Tuple(namesOf(count), values);
  }

  private List<String> namesOf(int count) {
    if (names.size() < count) {
      List<String> more = new ArrayList<>(names);
      for (int i = names.size(); i < count; i++) {
        more.add(header != null && i < header.size() ? header.get(i) : "_" + (i + 1));
      }
      names = List.copyOf(more);
    }
    return names.size() == count ? names : names.subList(0, count);
  }

  /** Fields are strings without parts: a path has a column, preceded at most by the table. */
  @Override
  public Evaluator resolve(Expression.Reference path) {
    boolean table = TABLE.matches(path.root().text());
    boolean alias = source.alias() != null && source.alias().matches(path.root().text());
    if (path.steps().isEmpty()) {
      return table || alias ? Row::whole : column(path, path.root());
    }
    if (!table && !alias) {
      throw SqlErrors.invalidTableAlias(path.line(), path.column());
    }
    if (path.steps().size() == 1 && path.steps().getFirst() instanceof Expression.FieldStep step) {
      return column(path, step.name());
    }
    throw SqlErrors.invalidKeyPath();
  }

  private Evaluator column(Expression.Reference path, SqlName name) {
    int index = header == null ? -1 : indexInHeader(name);
    if (index < 0) {
      index = position(name);
    }
    if (index < 0) {
      throw header == null ? SqlErrors.invalidColumnIndex(path) : SelectErrors.missingHeaders();
    }
    int column = index;
    return row -> row.column(column);
  }

  private int indexInHeader(SqlName name) {
    int found = -1;
    for (int i = 0; i < header.size(); i++) {
      if (name.matches(header.get(i))) {
        if (found >= 0) {
          throw SqlErrors.ambiguousFieldName();
        }
        found = i;
      }
    }
    return found;
  }

  private static int position(SqlName name) {
    return POSITION.matcher(name.text()).matches()
        ? Integer.parseInt(name.text().substring(1)) - 1
        : -1;
  }
}
