package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.api.ObjectCannedACL;
import dev.brume.s3.api.ObjectOwnership;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.engine.AccessControlList;
import dev.brume.s3.engine.AclGrant;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.DraftContributor;
import java.util.List;

/**
 * Determines the owner and the access control list of a new object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Controlling
 *     ownership of objects</a>
 */
final class AccessDraft implements DraftContributor {
  @Override
  public void contribute(
      BucketRequest request, PutObjectRequest headers, ObjectVersion.Builder draft) {
    AclHeaders given = AclHeaders.of(headers);
    Bucket bucket = request.bucket();
    String bucketOwner = CanonicalUserIds.canonicalId(bucket.owner());
    if (bucket.ownsAll()) {
      if (given.areThere()) {
        requireAllForBucketOwner(given, bucketOwner);
      }
      return;
    }
    boolean givenUp =
        ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL.equals(given.canned())
            && ObjectOwnership.BUCKET_OWNER_PREFERRED.equals(bucket.record().objectOwnership());
    String account = givenUp ? bucket.owner() : writer(request);
    draft.owner(account);
    if (given.areThere()) {
      String owner = CanonicalUserIds.canonicalId(account);
      List<AclGrant> grants = given.grants(owner, bucketOwner);
      if (PublicBlock.blocksAcls(bucket, request.accessPoint()) && Grants.arePublic(grants)) {
        String resource = AccessDenials.arn(bucket, headers.key());
        throw AccessDenials.ofPublicAcl(request.context(), bucket, "s3:PutObject", resource);
      }
      draft.acl(grants.equals(Grants.ofOwner(owner)) ? null : new AccessControlList(grants));
    }
  }

  private static String writer(BucketRequest request) {
    return request.requester() == null ? CanonicalUserIds.ANONYMOUS : request.requester();
  }

  /**
   * "Buckets that use this setting only accept PUT requests that don't specify an ACL or PUT
   * requests that specify bucket owner full control ACLs": {@code private} is not among them.
   *
   * @throws AwsError AccessControlListNotSupported
   */
  private static void requireAllForBucketOwner(AclHeaders given, String bucketOwner) {
    List<AclGrant> grants = given.grants(bucketOwner, bucketOwner);
    boolean canned = ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL.equals(given.canned());
    boolean granted = given.canned() == null && grants.equals(Grants.ofOwner(bucketOwner));
    if (!canned && !granted) {
      throw AclErrors.notSupported();
    }
  }
}
