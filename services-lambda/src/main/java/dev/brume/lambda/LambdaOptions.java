package dev.brume.lambda;

import dev.brume.lambda.runtime.RuntimeLimits;
import java.util.function.Supplier;

/**
 * What users can set, and what the server knows of itself.
 *
 * @param publicHost the emulator's name and port as clients are told; null where the one counts by
 *     which a client has reached it
 * @param endpoint where functions reach the emulator; null where that is not known
 * @param limits how long processes of functions may take, and last
 */
public record LambdaOptions(String publicHost, Supplier<String> endpoint, RuntimeLimits limits) {
  /** What holds where nothing is set. */
  public static final LambdaOptions DEFAULT =
      new LambdaOptions(null, () -> null, RuntimeLimits.DEFAULT);
}
