package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.Map;

/** A queue as other services see it: what S3, SNS, EventBridge and Lambda need of SQS. */
public interface QueueTarget {
  /** Whether the queue exists. */
  boolean exists(Arn queue);

  /**
   * Sends a message as a service would.
   *
   * @param queue the queue's ARN
   * @param body the message body
   * @param attributes message attributes by name
   * @param groupId the message group, or null
   * @param deduplicationId the deduplication id, or null
   * @throws dev.brume.core.error.AwsError where SQS would refuse the message
   */
  void send(
      Arn queue,
      String body,
      Map<String, Attribute> attributes,
      String groupId,
      String deduplicationId);

  /**
   * A message attribute.
   *
   * @param dataType such as {@code String} or {@code Number.int}
   * @param text the value unless binary
   * @param binary the value where the type is Binary, else null
   */
  record Attribute(String dataType, String text, byte[] binary) {}
}
