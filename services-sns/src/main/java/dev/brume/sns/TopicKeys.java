package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.KeyLookup.Refusal;
import dev.brume.core.port.Ports;
import dev.brume.core.scope.Scope;
import dev.brume.sns.api.SnsErrors;

/**
 * The KMS keys of topics. SNS accepts any key as an attribute, and calls KMS when messages are
 * published.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors">Publish's
 *     errors</a>
 */
final class TopicKeys {
  private final KeyLookup keys;

  TopicKeys(Ports ports) {
    keys = new KeyLookup(ports, TopicKeys::refusal);
  }

  private static AwsError refusal(Refusal refusal, String why) {
    return switch (refusal) {
      case NOT_FOUND -> SnsErrors.kmsNotFoundException(why);
      case DISABLED -> SnsErrors.kmsDisabledException(why);
      case INVALID_STATE, INVALID_KEY_USAGE -> SnsErrors.kmsInvalidStateException(why);
    };
  }

  /**
   * Requires that a topic's key is usable.
   *
   * @param keyId null if the topic has none
   * @throws AwsError KMSNotFound and the like
   */
  void require(Scope scope, String keyId) {
    keys.require(scope, keyId);
  }
}
