package dev.brume.lambda.runtime;

/**
 * How long processes of functions may take, and last.
 *
 * @param initSeconds how long a runtime may take until it asks for its first call
 * @param keepMillis how long a process is kept that has nothing to do
 */
public record RuntimeLimits(int initSeconds, long keepMillis) {
  /** Twenty seconds, and ten minutes. */
  public static final RuntimeLimits DEFAULT = new RuntimeLimits(20, 600_000);
}
