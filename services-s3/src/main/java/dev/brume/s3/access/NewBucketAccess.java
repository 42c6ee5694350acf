package dev.brume.s3.access;

import dev.brume.core.gateway.RequestContext;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.BucketCannedACL;
import dev.brume.s3.api.CreateBucketRequest;
import dev.brume.s3.api.ObjectOwnership;
import dev.brume.s3.bucket.BucketContributor;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessControlList;
import dev.brume.s3.engine.AclGrant;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.PublicAccessBlock;
import java.util.List;
import java.util.Set;

/**
 * The defaults of new buckets since April 2023: the bucket's owner owns everything in it, and
 * public access is blocked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html">Default
 *     settings for new S3 buckets FAQ</a>
 */
final class NewBucketAccess implements BucketContributor {
  private static final Set<String> OWNERSHIPS =
      Set.of(
          ObjectOwnership.BUCKET_OWNER_ENFORCED,
          ObjectOwnership.BUCKET_OWNER_PREFERRED,
          ObjectOwnership.OBJECT_WRITER);

  @Override
  public void begin(RequestContext context, CreateBucketRequest input, BucketEdit edit) {
    String ownership =
        input.objectOwnership() == null ? ownershipFor(input.acl()) : input.objectOwnership();
    if (!OWNERSHIPS.contains(ownership)) {
      throw S3Refusals.invalidArgument(
          "Invalid x-amz-object-ownership header: " + ownership, "x-amz-object-ownership", null);
    }
    setAcl(input, edit, ownership, true);
    edit.setRecord(edit.bucket().record().withObjectOwnership(ownership));
    edit.setConfiguration(Configurations.PUBLIC_ACCESS_BLOCK, PublicAccessBlock.EVERYTHING);
  }

  /**
   * An explicit request for a private bucket enables access control lists, as observed on S3, which
   * does not document it: rclone relies on it.
   */
  private static String ownershipFor(String cannedAcl) {
    return BucketCannedACL.PRIVATE.equals(cannedAcl)
        ? ObjectOwnership.BUCKET_OWNER_PREFERRED
        : ObjectOwnership.BUCKET_OWNER_ENFORCED;
  }

  /** "Amazon S3 returns 200 OK and resets the bucket access control lists (ACLs)." */
  @Override
  public void again(RequestContext context, CreateBucketRequest input, BucketEdit edit) {
    boolean blocked = PublicBlock.blocksAcls(edit.bucket(), null);
    setAcl(input, edit, edit.bucket().record().objectOwnership(), blocked);
  }

  private static void setAcl(
      CreateBucketRequest input, BucketEdit edit, String ownership, boolean publicBlocked) {
    AclHeaders headers = AclHeaders.of(input);
    String owner = CanonicalUserIds.canonicalId(edit.bucket().owner());
    List<AclGrant> grants =
        headers.areThere() ? headers.grants(owner, null) : Grants.ofOwner(owner);
    boolean ofOwner = grants.equals(Grants.ofOwner(owner));
    if (!ofOwner && ObjectOwnership.BUCKET_OWNER_ENFORCED.equals(ownership)) {
      throw AclErrors.againstOwnership();
    }
    if (publicBlocked && Grants.arePublic(grants)) {
      throw AclErrors.againstPublicAccessBlock();
    }
    if (ofOwner) {
      edit.removeConfiguration(Configurations.ACL);
    } else {
      edit.setConfiguration(Configurations.ACL, new AccessControlList(grants));
    }
  }
}
