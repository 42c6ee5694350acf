package dev.brume.lambda.runtime;

/**
 * The time limits of function processes.
 *
 * @param initSeconds the longest time until a runtime requests its first call
 * @param keepMillis how long an idle process is kept
 */
public record RuntimeLimits(int initSeconds, long keepMillis) {
  /** Twenty seconds, and ten minutes. */
  public static final RuntimeLimits DEFAULT = new RuntimeLimits(20, 600_000);
}
