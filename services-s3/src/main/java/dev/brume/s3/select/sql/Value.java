package dev.brume.s3.select.sql;

import java.math.BigDecimal;
import java.util.List;

/** A value of the language. Comparing is not {@code equals}: see {@link SqlComparison}. */
public sealed interface Value {
  /** The type's name in the language. */
  String typeName();

  /** Whether the value is NULL or MISSING, for which most operators return NULL. */
  default boolean isAbsent() {
    return this instanceof Absent;
  }

  /** The value of a boolean. */
  static Value of(boolean truth) {
    return truth ? Bool.TRUE : Bool.FALSE;
  }

  /** An absent value: NULL or MISSING. */
  enum Absent implements Value {
    NULL,
    MISSING;

    @Override
    public String typeName() {
      return name();
    }
  }

  /** TRUE or FALSE. */
  enum Bool implements Value {
    FALSE,
    TRUE;

    @Override
    public String typeName() {
      return "BOOL";
    }
  }

  /** An integer of eight bytes. */
  record Int(long number) implements Value {
    @Override
    public String typeName() {
      return "INT";
    }
  }

  /** A decimal number. */
  record Decimal(BigDecimal number) implements Value {
    @Override
    public String typeName() {
      return "DECIMAL";
    }
  }

  /** A floating-point number of eight bytes. */
  record Float(double number) implements Value {
    @Override
    public String typeName() {
      return "FLOAT";
    }
  }

  /** A string. */
  record Text(String text) implements Value {
    @Override
    public String typeName() {
      return "STRING";
    }
  }

  /** A timestamp. */
  record Moment(Timestamp time) implements Value {
    @Override
    public String typeName() {
      return "TIMESTAMP";
    }
  }

  /** An array. */
  record Sequence(List<Value> elements) implements Value {
    @Override
    public String typeName() {
      return "LIST";
    }
  }

  /** An object: names, which may be duplicate, and their values in the same order. */
  record Tuple(List<String> names, List<Value> values) implements Value {
    @Override
    public String typeName() {
      return "STRUCT";
    }
  }
}
