package dev.brume.s3.encryption;

import dev.brume.core.scope.Arn;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.SSEKMSEncryption;
import dev.brume.s3.api.ServerSideEncryption;
import dev.brume.s3.api.UpdateObjectEncryptionRequest;
import dev.brume.s3.api.UpdateObjectEncryptionResponse;
import dev.brume.s3.engine.ObjectEncryption;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ObjectFinder;

/**
 * UpdateObjectEncryption: another key for an existing object, which stays the same version.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html">UpdateObjectEncryption</a>
 */
final class UpdateEncryptionOperation {
  private final KmsKeys keys;

  UpdateEncryptionOperation(KmsKeys keys) {
    this.keys = keys;
  }

  public UpdateObjectEncryptionResponse updateObjectEncryption(
      BucketRequest request, UpdateObjectEncryptionRequest input) {
    SSEKMSEncryption wanted = input.objectEncryption().ssekms();
    if (wanted == null) {
      throw S3Refusals.malformedXml();
    }
    if (Arn.parse(wanted.kmsKeyArn()).filter(arn -> arn.is("kms", "key")).isEmpty()) {
      throw S3Refusals.invalidArgument(
          "The KMS key must be named by its full ARN.", "KMSKeyArn", wanted.kmsKeyArn());
    }
    ObjectEncryption encryption =
        ObjectEncryption.ofKms(
            ServerSideEncryption.AWS_KMS,
            keys.arn(request, wanted.kmsKeyArn()),
            null,
            Boolean.TRUE.equals(wanted.bucketKeyEnabled()));
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
              checkSource(version.encryption());
              edit.change(
                  version, builder -> builder.encryption(encryption), ObjectEvent.UNREPORTED);
              return UpdateObjectEncryptionResponse.builder().build();
            });
  }

  /** Only objects encrypted once, by S3's own keys or KMS, can get another key. */
  private static void checkSource(ObjectEncryption known) {
    if (known != null && !ServerSideEncryption.AWS_KMS.equals(known.algorithm())) {
      throw S3Refusals.invalidRequest(
          "The object's encryption type does not allow its encryption to be updated.");
    }
  }
}
