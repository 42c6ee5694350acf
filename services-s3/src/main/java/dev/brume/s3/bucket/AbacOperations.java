package dev.brume.s3.bucket;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AbacStatus;
import dev.brume.s3.api.BucketAbacStatus;
import dev.brume.s3.api.GetBucketAbacOutput;
import dev.brume.s3.api.GetBucketAbacRequest;
import dev.brume.s3.api.PutBucketAbacRequest;
import dev.brume.s3.configuration.Configurations;

/**
 * The operations on attribute-based access control of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAbac.html">PutBucketAbac</a>
 */
final class AbacOperations {
  public Unit putBucketAbac(BucketRequest request, PutBucketAbacRequest input) {
    if (input.abacStatus() == null) {
      throw S3Refusals.missingRequestBody();
    }
    if (input.abacStatus().status() == null) {
      throw S3Refusals.malformedXml();
    }
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.setConfiguration(Configurations.ABAC, input.abacStatus().status());
              return Unit.INSTANCE;
            });
  }

  public GetBucketAbacOutput getBucketAbac(BucketRequest request, GetBucketAbacRequest input) {
    String known = request.bucket().configuration(Configurations.ABAC);
    String status = known == null ? BucketAbacStatus.DISABLED : known;
    return GetBucketAbacOutput.builder().abacStatus(new AbacStatus(status)).build();
  }
}
