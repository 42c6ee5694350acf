package dev.brume.s3.select.sql;

/**
 * The name of a column or an attribute in an expression.
 *
 * @param isExact whether it is in double quotes, and thus case-sensitive
 */
public record SqlName(String text, boolean isExact) {
  /** Whether {@code other}, the name of something, is meant. */
  public boolean matches(String other) {
    return isExact ? text.equals(other) : text.equalsIgnoreCase(other);
  }
}
