package dev.brume.s3.select.sql;

/** What names in a query mean; each format of records has its own way. */
public interface SqlNames {
  /**
   * What finds {@code path} in a record.
   *
   * @throws dev.brume.core.error.AwsError where no record has it
   */
  Evaluator resolve(Expression.Reference path);
}
