package dev.brume.dynamodb.engine;

/**
 * The user's settings of capacity.
 *
 * @param throttled whether tables are throttled, unless their tag {@code brume:throttling}
 *     overrides it
 * @param readErrorProbability the probability of an injected throttling error for a read: 0 to 1
 * @param writeErrorProbability the same for writes
 */
public record CapacityRules(
    boolean throttled, double readErrorProbability, double writeErrorProbability) {
  /** No request is throttled. */
  public static final CapacityRules DEFAULTS = new CapacityRules(false, 0, 0);
}
