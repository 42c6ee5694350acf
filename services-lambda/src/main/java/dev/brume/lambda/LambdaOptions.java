package dev.brume.lambda;

import dev.brume.lambda.runtime.RuntimeLimits;
import java.util.function.Supplier;

/**
 * What users can set, and what the server knows of itself.
 *
 * @param publicHost the emulator's name and port as clients are told; null where the one counts by
 *     which a client has reached it
 * @param endpoint where functions reach the emulator; null where that is not known
 * @param rules what users can set
 */
public record LambdaOptions(String publicHost, Supplier<String> endpoint, Rules rules) {
  /** "Waits one minute before the second attempt, and two minutes before the third." */
  public static final int RETRY_SECONDS = 60;

  /** The bucket whose keys are folders of this machine, unless told otherwise. */
  public static final String FOLDERS = "hot-reload";

  /** What holds where nothing is set. */
  public static final LambdaOptions DEFAULT = new LambdaOptions(null, () -> null, Rules.DEFAULT);

  /**
   * What users can set.
   *
   * @param limits how long processes of functions may take, and last
   * @param retrySeconds before the second attempt of an asynchronous call; the third comes after
   *     twice as long
   * @param folders the bucket that stands for folders of this machine
   */
  public record Rules(RuntimeLimits limits, int retrySeconds, String folders) {
    /** As on AWS. */
    public static final Rules DEFAULT = new Rules(RuntimeLimits.DEFAULT, RETRY_SECONDS, FOLDERS);
  }
}
