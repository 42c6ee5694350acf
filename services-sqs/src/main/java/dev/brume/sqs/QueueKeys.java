package dev.brume.sqs;

import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.KeyLookup.Refusal;
import dev.brume.core.port.Ports;
import dev.brume.core.port.Sender;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Queue;
import java.util.List;
import java.util.Map;

/**
 * The KMS keys of queues. SQS accepts any key as an attribute, and calls KMS when messages are sent
 * and received, on behalf of the caller.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">Key
 *     management of Amazon SQS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_Errors">SendMessage's
 *     errors</a>
 */
final class QueueKeys {
  private final KeyLookup keys;

  QueueKeys(Ports ports) {
    keys = new KeyLookup(ports, "sqs", QueueKeys::refusal);
  }

  private static AwsError refusal(Refusal refusal, String why) {
    return switch (refusal) {
      case NOT_FOUND -> SqsErrors.kmsNotFound(why);
      case DISABLED -> SqsErrors.kmsDisabled(why);
      case INVALID_STATE -> SqsErrors.kmsInvalidState(why);
      case INVALID_KEY_USAGE -> SqsErrors.kmsInvalidKeyUsage(why);
      case ACCESS_DENIED -> SqsErrors.kmsAccessDenied(why);
    };
  }

  /**
   * Requires that the queue's key, if any, is usable, and the caller may use it to send.
   *
   * @throws AwsError KMS.NotFoundException and the like
   */
  void requireToSend(RequestContext context, Queue queue) {
    require(context, queue, KeyLookup.ENCRYPTION);
  }

  /** The same to receive. */
  void requireToReceive(RequestContext context, Queue queue) {
    require(context, queue, KeyLookup.DECRYPTION);
  }

  /** The refusal for another service that sends to a queue; null if it may. */
  DeliveryOutcome refusal(Authorizer authorizer, Queue queue, Sender sender) {
    String keyId = queue.settings().attributes().kmsMasterKeyId();
    return keyId == null
        ? null
        : keys.refusal(
            authorizer, sender, queue.scope(), keyId, Map.of("aws:sqs:arn", queue.arn()));
  }

  private void require(RequestContext context, Queue queue, List<String> actions) {
    String keyId = queue.settings().attributes().kmsMasterKeyId();
    if (keyId != null) {
      keys.require(
          context.requester(), queue.scope(), keyId, Map.of("aws:sqs:arn", queue.arn()), actions);
    }
  }
}
