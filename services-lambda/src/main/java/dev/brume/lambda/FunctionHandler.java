package dev.brume.lambda;

/**
 * The code of a function that runs in the program that Brume is embedded in. It is called by
 * several threads at a time.
 */
@FunctionalInterface
public interface FunctionHandler {
  /**
   * Answers a call. What it throws is the function's error.
   *
   * @param event JSON, as the caller has sent it
   * @param context what is known of the call
   * @return JSON, as the caller gets it; null stands for JSON's null
   */
  byte[] handle(byte[] event, FunctionContext context) throws Exception;
}
