package dev.brume.dynamodb.engine;

/**
 * What users can set of capacity.
 *
 * @param throttled whether tables are throttled whose tag {@code brume:throttling} does not say
 *     otherwise
 * @param readErrorProbability how likely a read is refused as if there were no capacity: 0 to 1
 * @param writeErrorProbability the same of writes
 */
public record CapacityRules(
    boolean throttled, double readErrorProbability, double writeErrorProbability) {
  /** Nothing is refused. */
  public static final CapacityRules DEFAULTS = new CapacityRules(false, 0, 0);
}
