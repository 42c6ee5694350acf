package dev.brume.core.port;

import dev.brume.core.scope.Arn;

/** A topic as other services see it: what S3 and EventBridge need of SNS. */
public interface TopicTarget {
  /** Whether the topic exists. */
  boolean exists(Arn topic);

  /**
   * Publishes a message as a service would.
   *
   * @param topic the topic's ARN
   * @param subject the subject, or null
   * @param message the message
   * @throws dev.brume.core.error.AwsError where SNS would refuse the message
   */
  void publish(Arn topic, String subject, String message);
}
