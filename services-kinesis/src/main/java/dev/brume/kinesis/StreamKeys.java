package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.KeyLookup;
import dev.brume.core.port.KeyLookup.Refusal;
import dev.brume.core.port.Ports;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.engine.KinesisStream;

/**
 * The KMS keys of streams; KMS is called when encryption begins and when records are written and
 * read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html#API_StartStreamEncryption_Errors">StartStreamEncryption's
 *     errors</a>
 */
final class StreamKeys {
  private final KeyLookup keys;

  StreamKeys(Ports ports) {
    keys = new KeyLookup(ports, StreamKeys::refusal);
  }

  private static AwsError refusal(Refusal refusal, String why) {
    return switch (refusal) {
      case NOT_FOUND -> KinesisErrors.kmsNotFoundException(why);
      case DISABLED -> KinesisErrors.kmsDisabledException(why);
      case INVALID_STATE, INVALID_KEY_USAGE -> KinesisErrors.kmsInvalidStateException(why);
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

  /** The same for the stream's present key, if it is encrypted. */
  void require(KinesisStream stream) {
    require(stream, stream.state().settings().encryptionKey());
  }
}
