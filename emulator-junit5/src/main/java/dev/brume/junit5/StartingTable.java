package dev.brume.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A DynamoDB table, billed per request, that exists when a test begins. Its key attributes are
 * strings, unless a type follows: {@code "at:N"} is a number, {@code "hash:B"} binary.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface StartingTable {
  /** The table's name. */
  String name();

  /** The attribute of the partition key, such as {@code "id"}. */
  String partitionKey();

  /** The attribute of the sort key, such as {@code "at:N"}; empty for none. */
  String sortKey() default "";
}
