package dev.brume.lambda;

/**
 * What users can set.
 *
 * @param publicHost the emulator's name and port as clients are told; null where the one counts by
 *     which a client has reached it
 */
public record LambdaOptions(String publicHost) {
  /** What holds where nothing is set. */
  public static final LambdaOptions DEFAULT = new LambdaOptions(null);
}
