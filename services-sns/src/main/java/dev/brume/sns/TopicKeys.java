package dev.brume.sns;

import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.KeyLookup.Refusal;
import dev.brume.core.port.Ports;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.engine.Topic;
import java.util.Map;

/**
 * The KMS keys of topics. SNS accepts any key as an attribute, and calls KMS when messages are
 * published, on behalf of the caller.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Managing Amazon
 *     SNS encryption keys and costs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors">Publish's
 *     errors</a>
 */
final class TopicKeys {
  static final String ATTRIBUTE = "KmsMasterKeyId";

  private final KeyLookup keys;

  TopicKeys(Ports ports) {
    keys = new KeyLookup(ports, "sns", TopicKeys::refusal);
  }

  private static AwsError refusal(Refusal refusal, String why) {
    return switch (refusal) {
      case NOT_FOUND -> SnsErrors.kmsNotFoundException(why);
      case DISABLED -> SnsErrors.kmsDisabledException(why);
      case INVALID_STATE, INVALID_KEY_USAGE -> SnsErrors.kmsInvalidStateException(why);
      case ACCESS_DENIED -> SnsErrors.kmsAccessDeniedException(why);
    };
  }

  /** The refusal for another service that publishes to a topic; null if it may. */
  DeliveryOutcome refusal(Authorizer authorizer, Topic topic, Arn arn, Sender sender) {
    String keyId = topic.settings().attributes().get(ATTRIBUTE);
    return keyId == null
        ? null
        : keys.refusal(
            authorizer, sender, arn.scope(), keyId, Map.of("aws:sns:topicArn", arn.toString()));
  }

  /**
   * Requires that a topic's key is usable, and the caller may use it to publish.
   *
   * @param keyId null if the topic has none
   * @throws AwsError KMSNotFound and the like
   */
  void require(RequestContext context, Arn topic, String keyId) {
    if (keyId != null) {
      keys.require(
          context.requester(),
          topic.scope(),
          keyId,
          Map.of("aws:sns:topicArn", topic.toString()),
          KeyLookup.ENCRYPTION);
    }
  }
}
