package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.api.AccessControlPolicy;
import dev.brume.s3.api.GetBucketAclOutput;
import dev.brume.s3.api.GetBucketAclRequest;
import dev.brume.s3.api.GetObjectAclOutput;
import dev.brume.s3.api.GetObjectAclRequest;
import dev.brume.s3.api.PutBucketAclRequest;
import dev.brume.s3.api.PutObjectAclOutput;
import dev.brume.s3.api.PutObjectAclRequest;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessControlList;
import dev.brume.s3.engine.AclGrant;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ObjectFinder;
import java.util.List;

/**
 * Reads and writes access control lists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>
 */
final class AclOperations {
  public GetBucketAclOutput getBucketAcl(BucketRequest request, GetBucketAclRequest input) {
    Bucket bucket = request.bucket();
    return GetBucketAclOutput.builder()
        .owner(CanonicalUserIds.of(bucket.owner()))
        .grants(Grants.shown(grantsOf(bucket)))
        .build();
  }

  /** The grants of a bucket's list; the owner's own permissions if lists are disabled. */
  static List<AclGrant> grantsOf(Bucket bucket) {
    AccessControlList acl = bucket.ownsAll() ? null : bucket.configuration(Configurations.ACL);
    return acl == null
        ? Grants.ofOwner(CanonicalUserIds.canonicalId(bucket.owner()))
        : acl.grants();
  }

  /** The grants of an object's list in {@code bucket}. */
  static List<AclGrant> grantsOf(Bucket bucket, ObjectVersion version) {
    return bucket.ownsAll() || version.acl() == null
        ? Grants.ofOwner(CanonicalUserIds.canonicalId(bucket.ownerOf(version)))
        : version.acl().grants();
  }

  public Unit putBucketAcl(BucketRequest request, PutBucketAclRequest input) {
    String owner = CanonicalUserIds.canonicalId(request.bucket().owner());
    List<AclGrant> grants = grants(AclHeaders.of(input), input.accessControlPolicy(), owner, null);
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              check(request, grants, "s3:PutBucketAcl", null);
              if (grants.equals(Grants.ofOwner(owner))) {
                edit.removeConfiguration(Configurations.ACL);
              } else {
                edit.setConfiguration(Configurations.ACL, new AccessControlList(grants));
              }
              return Unit.INSTANCE;
            });
  }

  public GetObjectAclOutput getObjectAcl(BucketRequest request, GetObjectAclRequest input) {
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    return GetObjectAclOutput.builder()
        .owner(CanonicalUserIds.of(request.bucket().ownerOf(version)))
        .grants(Grants.shown(grantsOf(request.bucket(), version)))
        .build();
  }

  public PutObjectAclOutput putObjectAcl(BucketRequest request, PutObjectAclRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
              String owner = CanonicalUserIds.canonicalId(request.bucket().ownerOf(version));
              String bucketOwner = CanonicalUserIds.canonicalId(request.bucket().owner());
              List<AclGrant> grants =
                  grants(AclHeaders.of(input), input.accessControlPolicy(), owner, bucketOwner);
              check(request, grants, "s3:PutObjectAcl", input.key());
              AccessControlList acl =
                  grants.equals(Grants.ofOwner(owner)) ? null : new AccessControlList(grants);
              edit.change(version, builder -> builder.acl(acl), ObjectEvent.ACL_PUT);
              return PutObjectAclOutput.builder().build();
            });
  }

  /** A request sets grants in one of three ways. */
  private static List<AclGrant> grants(
      AclHeaders headers, AccessControlPolicy body, String owner, String bucketOwner) {
    if (!headers.areThere()) {
      if (body == null) {
        throw AclErrors.missing();
      }
      return AclBody.grants(body, owner);
    }
    List<AclGrant> grants = headers.grants(owner, bucketOwner);
    if (body != null) {
      throw AclErrors.unexpectedContent();
    }
    return grants;
  }

  /**
   * Checks that the bucket accepts such lists.
   *
   * @param key the object's key; null for the bucket's own list
   * @throws AwsError if it does not
   */
  private static void check(
      BucketRequest request, List<AclGrant> grants, String action, String key) {
    Bucket bucket = request.bucket();
    if (bucket.ownsAll()) {
      throw AclErrors.notSupported();
    }
    if (PublicBlock.blocksAcls(bucket, request.accessPoint()) && Grants.arePublic(grants)) {
      throw AccessDenials.ofPublicAcl(
          request.context(), bucket, action, AccessDenials.arn(bucket, key));
    }
  }
}
