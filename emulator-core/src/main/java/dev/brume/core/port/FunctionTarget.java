package dev.brume.core.port;

import dev.brume.core.scope.Arn;

/** A function as other services see it: what S3, SNS and EventBridge need of Lambda. */
public interface FunctionTarget {
  /** Whether the function exists; the ARN may name a version or an alias of it. */
  boolean exists(Arn function);

  /**
   * Has a function invoked, without waiting for what comes of it.
   *
   * @param function the function's ARN
   * @param payload the event, in JSON
   * @throws dev.brume.core.error.AwsError where Lambda would refuse the event
   */
  void invokeLater(Arn function, String payload);
}
