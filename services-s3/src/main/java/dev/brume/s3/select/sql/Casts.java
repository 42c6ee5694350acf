package dev.brume.s3.select.sql;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Implements CAST. NULL and MISSING stay unchanged. A text that is not in the type's format is
 * CastFailed; a value of an incompatible type is InvalidCast.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-conversion.html">Conversion
 *     functions</a>
 */
final class Casts {
  private static final Pattern INT = Pattern.compile("[+-]?\\d{1,1000}");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:\\d{1,1000}(?:\\.\\d{0,1000})?|\\.\\d{1,1000})(?:[eE][+-]?\\d{1,9})?");

  private Casts() {}

  static Value cast(Value value, DataType type) {
    if (value.isAbsent()) {
      return value;
    }
    return switch (type) {
      case BOOL -> toBool(value);
      case INT -> toInt(value);
      case FLOAT -> toFloat(value);
      case DECIMAL -> toDecimal(value);
      case STRING -> new Value.Text(toText(value));
      case TIMESTAMP -> toTimestamp(value);
      default -> throw SqlErrors.dataType();
    };
  }

  private static RuntimeException failed(Value value, DataType type) {
    return SqlErrors.cast("CastFailed", value, type);
  }

  private static RuntimeException impossible(Value value, DataType type) {
    return SqlErrors.cast("InvalidCast", value, type);
  }

  private static Value toBool(Value value) {
    return switch (value) {
      case Value.Bool truth -> truth;
      case Value.Text text when text.text().equalsIgnoreCase("true") -> Value.Bool.TRUE;
      case Value.Text text when text.text().equalsIgnoreCase("false") -> Value.Bool.FALSE;
      case Value.Text text -> throw failed(value, DataType.BOOL);
      case Value.Int number -> Value.of(number.number() != 0);
      case Value.Decimal number -> Value.of(number.number().signum() != 0);
      case Value.Float number -> Value.of(number.number() != 0);
      default -> throw impossible(value, DataType.BOOL);
    };
  }

  private static Value toInt(Value value) {
    return switch (value) {
      case Value.Bool truth -> new Value.Int(truth == Value.Bool.TRUE ? 1 : 0);
      case Value.Int number -> number;
      case Value.Decimal number -> Numbers.truncate(number.number());
      case Value.Float number -> {
        if (!Double.isFinite(number.number())) {
          throw SqlErrors.overflow();
        }
        yield Numbers.truncate(BigDecimal.valueOf(number.number()));
      }
      case Value.Text text -> {
        if (!INT.matcher(text.text()).matches()) {
          throw failed(value, DataType.INT);
        }
        yield Numbers.truncate(new BigDecimal(text.text()));
      }
      default -> throw impossible(value, DataType.INT);
    };
  }

  private static Value toFloat(Value value) {
    return switch (value) {
      case Value.Bool truth -> new Value.Float(truth == Value.Bool.TRUE ? 1 : 0);
      case Value.Int number -> new Value.Float(number.number());
      case Value.Decimal number -> new Value.Float(number.number().doubleValue());
      case Value.Float number -> number;
      case Value.Text text -> {
        if (!NUMBER.matcher(text.text()).matches()) {
          throw failed(value, DataType.FLOAT);
        }
        yield new Value.Float(Double.parseDouble(text.text()));
      }
      default -> throw impossible(value, DataType.FLOAT);
    };
  }

  private static Value toDecimal(Value value) {
    return switch (value) {
      case Value.Bool truth ->
          new Value.Decimal(truth == Value.Bool.TRUE ? BigDecimal.ONE : BigDecimal.ZERO);
      case Value.Int number -> new Value.Decimal(BigDecimal.valueOf(number.number()));
      case Value.Decimal number -> number;
      case Value.Float number when Double.isFinite(number.number()) ->
          new Value.Decimal(BigDecimal.valueOf(number.number()));
      case Value.Text text -> {
        if (!NUMBER.matcher(text.text()).matches()) {
          throw failed(value, DataType.DECIMAL);
        }
        yield new Value.Decimal(new BigDecimal(text.text(), Numbers.PRECISION));
      }
      default -> throw impossible(value, DataType.DECIMAL);
    };
  }

  /** The text of a scalar. */
  private static String toText(Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.Bool truth -> truth == Value.Bool.TRUE ? "true" : "false";
      case Value.Moment moment -> moment.time().toString();
      case Value.Int number -> Numbers.text(number);
      case Value.Decimal number -> Numbers.text(number);
      case Value.Float number -> Numbers.text(number);
      default -> throw impossible(value, DataType.STRING);
    };
  }

  private static Value toTimestamp(Value value) {
    return switch (value) {
      case Value.Moment moment -> moment;
      case Value.Text text -> {
        Timestamp time = Timestamp.parse(text.text());
        if (time == null) {
          throw failed(value, DataType.TIMESTAMP);
        }
        yield new Value.Moment(time);
      }
      default -> throw impossible(value, DataType.TIMESTAMP);
    };
  }

  /** Whether the value has that type, for IS. */
  static boolean isOf(Value value, DataType type) {
    return switch (type) {
      case BOOL -> value instanceof Value.Bool;
      case INT -> value instanceof Value.Int;
      case FLOAT -> value instanceof Value.Float;
      case DECIMAL -> value instanceof Value.Decimal;
      case STRING -> value instanceof Value.Text;
      case TIMESTAMP -> value instanceof Value.Moment;
      case LIST -> value instanceof Value.Sequence;
      case STRUCT -> value instanceof Value.Tuple;
      case SYMBOL, BLOB, CLOB, SEXP, BAG -> false;
    };
  }
}
