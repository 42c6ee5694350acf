package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.KeyLookup.Refusal;
import dev.brume.core.port.Ports;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.engine.KinesisStream;
import java.util.List;
import java.util.Map;

/**
 * The KMS keys of streams; KMS is called when encryption begins and when records are written and
 * read, on behalf of the caller.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html">Permissions
 *     to use user-generated KMS keys</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html#API_StartStreamEncryption_Errors">StartStreamEncryption's
 *     errors</a>
 */
final class StreamKeys {
  private final KeyLookup keys;

  StreamKeys(Ports ports) {
    keys = new KeyLookup(ports, "kinesis", StreamKeys::refusal);
  }

  private static AwsError refusal(Refusal refusal, String why) {
    return switch (refusal) {
      case NOT_FOUND -> KinesisErrors.kmsNotFoundException(why);
      case DISABLED -> KinesisErrors.kmsDisabledException(why);
      case INVALID_STATE, INVALID_KEY_USAGE -> KinesisErrors.kmsInvalidStateException(why);
      case ACCESS_DENIED -> KinesisErrors.kmsAccessDeniedException(why);
    };
  }

  /**
   * Requires a usable key for a stream's encryption.
   *
   * @throws AwsError KMSNotFoundException and the like
   */
  void require(KinesisStream stream, String keyId) {
    keys.require(stream.scope(), keyId);
  }

  /**
   * Requires that the key of an encrypted stream is usable, and that the caller may use it:
   * "Producers: kms:GenerateDataKey".
   *
   * @throws AwsError KMSNotFoundException and the like
   */
  void requireToWrite(RequestContext context, KinesisStream stream) {
    require(context, stream, "GenerateDataKey");
  }

  /** The same for "Consumers: kms:Decrypt". */
  void requireToRead(RequestContext context, KinesisStream stream) {
    require(context, stream, "Decrypt");
  }

  private void require(RequestContext context, KinesisStream stream, String action) {
    String keyId = stream.state().settings().encryptionKey();
    if (keyId != null) {
      keys.require(
          context.requester(),
          stream.scope(),
          keyId,
          Map.of("aws:kinesis:arn", stream.arn()),
          List.of(action));
    }
  }
}
