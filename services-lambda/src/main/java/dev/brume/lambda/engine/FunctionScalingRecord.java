package dev.brume.lambda.engine;

/**
 * How many environments a version of a managed function has.
 *
 * @param minimum null where nothing was said
 * @param maximum null where nothing was said
 */
public record FunctionScalingRecord(Integer minimum, Integer maximum) {
  /** Whether it has none at all. */
  public boolean isOff() {
    return minimum != null && minimum == 0 && maximum != null && maximum == 0;
  }
}
