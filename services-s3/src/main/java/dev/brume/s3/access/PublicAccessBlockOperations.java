package dev.brume.s3.access;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeletePublicAccessBlockRequest;
import dev.brume.s3.api.GetPublicAccessBlockOutput;
import dev.brume.s3.api.GetPublicAccessBlockRequest;
import dev.brume.s3.api.PublicAccessBlockConfiguration;
import dev.brume.s3.api.PutPublicAccessBlockRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.PublicAccessBlock;

/**
 * The public access block of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html">PutPublicAccessBlock</a>
 */
final class PublicAccessBlockOperations {
  public Unit putPublicAccessBlock(BucketRequest request, PutPublicAccessBlockRequest input) {
    PublicAccessBlockConfiguration given = input.publicAccessBlockConfiguration();
    if (given == null) {
      throw S3Refusals.missingRequestBody();
    }
    PublicAccessBlock whole =
        PublicAccessBlock.of(
            given.blockPublicAcls(),
            given.ignorePublicAcls(),
            given.blockPublicPolicy(),
            given.restrictPublicBuckets());
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.setConfiguration(Configurations.PUBLIC_ACCESS_BLOCK, whole);
              return Unit.INSTANCE;
            });
  }

  public GetPublicAccessBlockOutput getPublicAccessBlock(
      BucketRequest request, GetPublicAccessBlockRequest input) {
    PublicAccessBlock set = request.bucket().configuration(Configurations.PUBLIC_ACCESS_BLOCK);
    if (set == null) {
      throw S3Errors.noSuchPublicAccessBlockConfiguration(
              "The public access block configuration was not found")
          .withDetail("BucketName", request.bucket().name());
    }
    return new GetPublicAccessBlockOutput(
        new PublicAccessBlockConfiguration(
            set.blockPublicAcls(),
            set.ignorePublicAcls(),
            set.blockPublicPolicy(),
            set.restrictPublicBuckets()));
  }

  public Unit deletePublicAccessBlock(BucketRequest request, DeletePublicAccessBlockRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.removeConfiguration(Configurations.PUBLIC_ACCESS_BLOCK);
              return Unit.INSTANCE;
            });
  }
}
