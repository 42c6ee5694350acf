package dev.brume.lambda;

/**
 * What a {@link FunctionHandler} knows of a call.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-context.html">Using the Lambda
 *     context object to retrieve Java function information</a>
 */
public interface FunctionContext {
  /** The id of the call, a UUID. */
  String requestId();

  /** The function's name. */
  String functionName();

  /** The version that runs: a number, or {@code $LATEST}. */
  String functionVersion();

  /** The ARN by which the function was called. */
  String invokedFunctionArn();

  /**
   * The memory that the function is configured to have, in megabytes. It is not limited to that.
   */
  int memoryMegabytes();

  /** How long the call may still take, in milliseconds. */
  long remainingMillis();

  /** The log group that {@link #log} writes to. */
  String logGroup();

  /** The log stream that {@link #log} writes to. */
  String logStream();

  /** JSON that the caller has sent beside the event; null where there is none. */
  String clientContext();

  /** Writes a message to the function's log. */
  void log(String message);
}
