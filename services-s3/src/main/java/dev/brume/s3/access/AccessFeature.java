package dev.brume.s3.access;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** Policies, access control lists, ownership and the public access block of buckets. */
public final class AccessFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    s3.hooks().drafts().add(new AccessDraft());
    s3.hooks().newBuckets().add(new NewBucketAccess());
    GuardedBinder b = s3.operations();

    AclOperations acls = new AclOperations();
    b.onBucket(S3Api.GET_BUCKET_ACL, acls::getBucketAcl);
    b.onBucket(S3Api.GET_OBJECT_ACL, acls::getObjectAcl);
    b.onBucket(S3Api.PUT_BUCKET_ACL, acls::putBucketAcl);
    b.onBucket(S3Api.PUT_OBJECT_ACL, acls::putObjectAcl);

    OwnershipOperations ownership = new OwnershipOperations();
    b.onBucket(S3Api.DELETE_BUCKET_OWNERSHIP_CONTROLS, ownership::deleteBucketOwnershipControls);
    b.onBucket(S3Api.GET_BUCKET_OWNERSHIP_CONTROLS, ownership::getBucketOwnershipControls);
    b.onBucket(S3Api.PUT_BUCKET_OWNERSHIP_CONTROLS, ownership::putBucketOwnershipControls);

    PolicyOperations policies = new PolicyOperations();
    b.onBucket(S3Api.DELETE_BUCKET_POLICY, policies::deleteBucketPolicy);
    b.onBucket(S3Api.GET_BUCKET_POLICY, policies::getBucketPolicy);
    b.onBucket(S3Api.GET_BUCKET_POLICY_STATUS, policies::getBucketPolicyStatus);
    b.onBucket(S3Api.PUT_BUCKET_POLICY, policies::putBucketPolicy);

    PublicAccessBlockOperations blocks = new PublicAccessBlockOperations();
    b.onBucket(S3Api.DELETE_PUBLIC_ACCESS_BLOCK, blocks::deletePublicAccessBlock);
    b.onBucket(S3Api.GET_PUBLIC_ACCESS_BLOCK, blocks::getPublicAccessBlock);
    b.onBucket(S3Api.PUT_PUBLIC_ACCESS_BLOCK, blocks::putPublicAccessBlock);
  }
}
