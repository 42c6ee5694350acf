package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.KeyLookup.Refusal;
import dev.brume.core.port.Ports;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Queue;

/**
 * The KMS keys of queues. SQS accepts any key as an attribute, and calls KMS when messages are sent
 * and received.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_Errors">SendMessage's
 *     errors</a>
 */
final class QueueKeys {
  private final KeyLookup keys;

  QueueKeys(Ports ports) {
    keys = new KeyLookup(ports, QueueKeys::refusal);
  }

  private static AwsError refusal(Refusal refusal, String why) {
    return switch (refusal) {
      case NOT_FOUND -> SqsErrors.kmsNotFound(why);
      case DISABLED -> SqsErrors.kmsDisabled(why);
      case INVALID_STATE -> SqsErrors.kmsInvalidState(why);
      case INVALID_KEY_USAGE -> SqsErrors.kmsInvalidKeyUsage(why);
    };
  }

  /**
   * Requires that the queue's key, if any, is usable.
   *
   * @throws AwsError KMS.NotFoundException and the like
   */
  void require(Queue queue) {
    keys.require(queue.scope(), queue.settings().attributes().kmsMasterKeyId());
  }
}
