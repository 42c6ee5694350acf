package dev.brume.lambda;

import dev.brume.lambda.runtime.RuntimeLimits;
import java.util.function.Supplier;

/**
 * The user's settings, and the server's addresses.
 *
 * @param publicHost the emulator's public name and port; null for each request's host
 * @param endpoint the emulator's endpoint for functions; null if unknown
 * @param rules the user's settings
 */
public record LambdaOptions(String publicHost, Supplier<String> endpoint, Rules rules) {
  /** "Waits one minute before the second attempt, and two minutes before the third." */
  public static final int RETRY_SECONDS = 60;

  /** The default bucket whose keys are folders of this machine. */
  public static final String FOLDERS = "hot-reload";

  /** The default settings. */
  public static final LambdaOptions DEFAULT = new LambdaOptions(null, () -> null, Rules.DEFAULT);

  /**
   * The user's settings.
   *
   * @param limits the time limits of function processes
   * @param retrySeconds before the second attempt of an asynchronous call; the third comes after
   *     twice as long
   * @param folders the bucket whose keys are folders of this machine
   */
  public record Rules(RuntimeLimits limits, int retrySeconds, String folders) {
    /** As on AWS. */
    public static final Rules DEFAULT = new Rules(RuntimeLimits.DEFAULT, RETRY_SECONDS, FOLDERS);
  }
}
