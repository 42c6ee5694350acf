package dev.brume.s3.select.sql;

import java.util.Locale;

/**
 * A target type of CAST.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-data-types.html">Data
 *     types</a>
 */
enum DataType {
  BOOL(0, "bool", "boolean"),
  INT(0, "int", "integer", "smallint"),
  FLOAT(1, "float", "real", "double"),
  DECIMAL(2, "decimal", "numeric", "dec"),
  STRING(1, "string", "char", "varchar", "character"),
  TIMESTAMP(0, "timestamp"),
  LIST(0, "list"),
  STRUCT(0, "struct", "tuple"),
  SYMBOL(0, "symbol"),
  BLOB(0, "blob"),
  CLOB(0, "clob"),
  SEXP(0, "sexp"),
  BAG(0, "bag");

  private final int mostParameters;
  private final String[] names;

  DataType(int mostParameters, String... names) {
    this.mostParameters = mostParameters;
    this.names = names;
  }

  /** The number of parameters that the type accepts, such as precision and scale. */
  int mostParameters() {
    return mostParameters;
  }

  /** Whether casts to it are supported: only those that the documentation lists. */
  boolean isSupported() {
    return compareTo(TIMESTAMP) <= 0;
  }

  /** The type with that name, or null. */
  static DataType named(String name) {
    for (DataType type : values()) {
      for (String known : type.names) {
        if (known.equals(name.toLowerCase(Locale.ROOT))) {
          return type;
        }
      }
    }
    return null;
  }
}
