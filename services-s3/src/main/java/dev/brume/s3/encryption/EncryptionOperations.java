package dev.brume.s3.encryption;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketEncryptionRequest;
import dev.brume.s3.api.EncryptionType;
import dev.brume.s3.api.GetBucketEncryptionOutput;
import dev.brume.s3.api.GetBucketEncryptionRequest;
import dev.brume.s3.api.PutBucketEncryptionRequest;
import dev.brume.s3.api.ServerSideEncryption;
import dev.brume.s3.api.ServerSideEncryptionByDefault;
import dev.brume.s3.api.ServerSideEncryptionConfiguration;
import dev.brume.s3.api.ServerSideEncryptionRule;
import dev.brume.s3.configuration.Configurations;
import java.util.List;

/**
 * The default encryption of a bucket. Every bucket has one: S3's own keys, if nothing else is set.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html">PutBucketEncryption</a>
 */
public final class EncryptionOperations {
  private static final ServerSideEncryptionRule DEFAULT =
      ServerSideEncryptionRule.builder()
          .applyServerSideEncryptionByDefault(
              ServerSideEncryptionByDefault.builder()
                  .sseAlgorithm(ServerSideEncryption.AES256)
                  .build())
          .bucketKeyEnabled(false)
          .build();

  public Unit putBucketEncryption(BucketRequest request, PutBucketEncryptionRequest input) {
    ServerSideEncryptionRule rule = checked(input.serverSideEncryptionConfiguration());
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.setConfiguration(Configurations.ENCRYPTION, rule);
              return Unit.INSTANCE;
            });
  }

  private static ServerSideEncryptionRule checked(ServerSideEncryptionConfiguration given) {
    if (given == null) {
      throw S3Refusals.missingRequestBody();
    }
    if (given.rules() == null || given.rules().size() != 1) {
      throw S3Refusals.malformedXml();
    }
    ServerSideEncryptionRule rule = given.rules().get(0);
    ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
    if (byDefault != null) {
      check(byDefault);
    }
    ServerSideEncryptionRule.Builder completed = rule.toBuilder();
    if (byDefault == null) {
      completed.applyServerSideEncryptionByDefault(DEFAULT.applyServerSideEncryptionByDefault());
    }
    return completed.bucketKeyEnabled(Boolean.TRUE.equals(rule.bucketKeyEnabled())).build();
  }

  private static void check(ServerSideEncryptionByDefault byDefault) {
    switch (byDefault.sseAlgorithm()) {
      case ServerSideEncryption.AES256 -> {
        if (byDefault.kmsMasterKeyID() != null) {
          throw S3Refusals.invalidArgument(
              "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
                  + " aws:kms:dsse",
              "ApplyServerSideEncryptionByDefault",
              null);
        }
      }
      case ServerSideEncryption.AWS_KMS, ServerSideEncryption.AWS_KMS_DSSE -> {
        // "Amazon S3 doesn't validate the KMS key ID provided in PutBucketEncryption requests."
      }
      default -> throw S3Refusals.malformedXml();
    }
  }

  public GetBucketEncryptionOutput getBucketEncryption(
      BucketRequest request, GetBucketEncryptionRequest input) {
    ServerSideEncryptionRule rule = request.bucket().configuration(Configurations.ENCRYPTION);
    return GetBucketEncryptionOutput.builder()
        .serverSideEncryptionConfiguration(
            ServerSideEncryptionConfiguration.builder()
                .rules(List.of(rule == null ? DEFAULT : rule))
                .build())
        .build();
  }

  public Unit deleteBucketEncryption(BucketRequest request, DeleteBucketEncryptionRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.removeConfiguration(Configurations.ENCRYPTION);
              return Unit.INSTANCE;
            });
  }

  /** Whether a bucket with that rule refuses objects with customer-provided keys. */
  public static boolean blocksCustomerKeys(ServerSideEncryptionRule rule) {
    return rule.blockedEncryptionTypes() != null
        && rule.blockedEncryptionTypes().encryptionType() != null
        && rule.blockedEncryptionTypes().encryptionType().contains(EncryptionType.SSE_C);
  }
}
