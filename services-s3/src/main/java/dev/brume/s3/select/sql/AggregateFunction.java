package dev.brume.s3.select.sql;

/** The aggregate functions. */
enum AggregateFunction {
  AVG,
  COUNT,
  MAX,
  MIN,
  SUM;

  /** The function with that name in lower case, or null. */
  static AggregateFunction named(String name) {
    return switch (name) {
      case "avg" -> AVG;
      case "count" -> COUNT;
      case "max" -> MAX;
      case "min" -> MIN;
      case "sum" -> SUM;
      default -> null;
    };
  }
}
