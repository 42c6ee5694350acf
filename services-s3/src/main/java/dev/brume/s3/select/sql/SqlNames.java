package dev.brume.s3.select.sql;

/** What names in a query mean; each format of records has its own way. */
public interface SqlNames {
  /**
   * An evaluator of {@code path}.
   *
   * @throws dev.brume.core.error.AwsError if no record can have it
   */
  Evaluator resolve(Expression.Reference path);
}
