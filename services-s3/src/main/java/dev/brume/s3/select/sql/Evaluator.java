package dev.brume.s3.select.sql;

/**
 * A compiled expression, which is evaluated for each record. Errors of the data are thrown as
 * AwsError.
 */
@FunctionalInterface
public interface Evaluator {
  /** The expression's value for {@code row}, which is not kept. */
  Value of(Row row);
}
