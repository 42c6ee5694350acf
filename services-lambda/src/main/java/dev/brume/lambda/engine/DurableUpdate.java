package dev.brume.lambda.engine;

/**
 * What a checkpoint says of an operation.
 *
 * @param label the operation
 * @param action {@code START}, {@code SUCCEED}, {@code FAIL}, {@code RETRY} or {@code CANCEL}
 * @param payload null where there is none
 * @param error null where there is none
 * @param options what goes with the operation's type; never null
 */
public record DurableUpdate(
    DurableLabel label, String action, String payload, DurableError error, Options options) {
  /**
   * Each may be null.
   *
   * @param replayChildren of a context: whether its operations are needed to replay it
   * @param retryDelaySeconds of a step
   * @param waitSeconds of a wait
   * @param timeoutSeconds of a callback; 0 for none
   * @param heartbeatSeconds of a callback; 0 for none
   * @param target of a chained invocation: the function as it was named
   * @param tenantId of a chained invocation
   */
  public record Options(
      Boolean replayChildren,
      Integer retryDelaySeconds,
      Integer waitSeconds,
      Integer timeoutSeconds,
      Integer heartbeatSeconds,
      String target,
      String tenantId) {}
}
