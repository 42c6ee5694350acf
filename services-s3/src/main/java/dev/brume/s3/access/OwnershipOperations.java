package dev.brume.s3.access;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketOwnershipControlsRequest;
import dev.brume.s3.api.GetBucketOwnershipControlsOutput;
import dev.brume.s3.api.GetBucketOwnershipControlsRequest;
import dev.brume.s3.api.ObjectOwnership;
import dev.brume.s3.api.OwnershipControls;
import dev.brume.s3.api.OwnershipControlsRule;
import dev.brume.s3.api.PutBucketOwnershipControlsRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessControlList;
import dev.brume.s3.engine.AclGrant;
import dev.brume.s3.engine.Bucket;
import java.util.List;

/**
 * The operations on object ownership controls.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Controlling
 *     ownership of objects</a>
 */
final class OwnershipOperations {
  public Unit putBucketOwnershipControls(
      BucketRequest request, PutBucketOwnershipControlsRequest input) {
    OwnershipControls given = input.ownershipControls();
    if (given == null) {
      throw S3Refusals.missingRequestBody();
    }
    if (given.rules() == null || given.rules().size() != 1) {
      throw S3Refusals.malformedXml();
    }
    String ownership = given.rules().getFirst().objectOwnership();
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              boolean all = ObjectOwnership.BUCKET_OWNER_ENFORCED.equals(ownership);
              if (all && grantsToOthers(edit.bucket())) {
                throw AclErrors.againstOwnership();
              }
              edit.setRecord(edit.bucket().record().withObjectOwnership(ownership));
              return Unit.INSTANCE;
            });
  }

  private static boolean grantsToOthers(Bucket bucket) {
    AccessControlList acl = bucket.configuration(Configurations.ACL);
    return acl != null && grantToOthers(acl.grants(), CanonicalUserIds.canonicalId(bucket.owner()));
  }

  /** Whether any of {@code grants} is for another account than {@code owner}. */
  static boolean grantToOthers(List<AclGrant> grants, String owner) {
    return grants.stream().anyMatch(grant -> !owner.equals(grant.account()));
  }

  public GetBucketOwnershipControlsOutput getBucketOwnershipControls(
      BucketRequest request, GetBucketOwnershipControlsRequest input) {
    String ownership = request.bucket().record().objectOwnership();
    if (ownership == null) {
      throw S3Errors.ownershipControlsNotFoundError("The bucket ownership controls were not found")
          .withDetail("BucketName", request.bucket().name());
    }
    OwnershipControls controls =
        new OwnershipControls(List.of(new OwnershipControlsRule(ownership)));
    return GetBucketOwnershipControlsOutput.builder().ownershipControls(controls).build();
  }

  public Unit deleteBucketOwnershipControls(
      BucketRequest request, DeleteBucketOwnershipControlsRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.setRecord(edit.bucket().record().withObjectOwnership(null));
              return Unit.INSTANCE;
            });
  }
}
