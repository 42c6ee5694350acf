package dev.brume.s3.select.sql;

/**
 * The name of a column or an attribute as an expression has it.
 *
 * @param isExact whether it stands in double quotes, so that upper and lower case differ
 */
public record SqlName(String text, boolean isExact) {
  /** Whether {@code other}, the name of something, is meant. */
  public boolean matches(String other) {
    return isExact ? text.equals(other) : text.equalsIgnoreCase(other);
  }
}
