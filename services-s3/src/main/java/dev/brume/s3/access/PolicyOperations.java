package dev.brume.s3.access;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.DeleteBucketPolicyRequest;
import dev.brume.s3.api.GetBucketPolicyOutput;
import dev.brume.s3.api.GetBucketPolicyRequest;
import dev.brume.s3.api.GetBucketPolicyStatusOutput;
import dev.brume.s3.api.GetBucketPolicyStatusRequest;
import dev.brume.s3.api.PolicyStatus;
import dev.brume.s3.api.PutBucketPolicyRequest;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;

/**
 * The policies of buckets. Confirming the loss of the right to change the policy has no effect:
 * every caller is the root of an account, and the owner's root never loses it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html">PutBucketPolicy</a>
 */
final class PolicyOperations {
  public Unit putBucketPolicy(BucketRequest request, PutBucketPolicyRequest input) {
    if (input.policy() == null) {
      throw PolicyErrors.empty();
    }
    BucketPolicy policy =
        BucketPolicy.parse(input.policy(), new BucketVocabulary(request.bucket()));
    String unknown = request.context().access().unknownPrincipal(policy.policy());
    if (unknown != null) {
      throw PolicyErrors.invalidPrincipal(unknown);
    }
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              if (policy.isPublic() && PublicBlock.blocksPolicies(edit.bucket(), null)) {
                throw AccessDenials.ofPublicPolicy(request.context(), edit.bucket());
              }
              edit.setConfiguration(Configurations.POLICY, policy.text());
              return Unit.INSTANCE;
            });
  }

  public GetBucketPolicyOutput getBucketPolicy(
      BucketRequest request, GetBucketPolicyRequest input) {
    return GetBucketPolicyOutput.builder().policy(existing(request.bucket())).build();
  }

  private static String existing(Bucket bucket) {
    String policy = bucket.configuration(Configurations.POLICY);
    if (policy == null) {
      throw PolicyErrors.noSuchPolicy(bucket);
    }
    return policy;
  }

  public Unit deleteBucketPolicy(BucketRequest request, DeleteBucketPolicyRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.removeConfiguration(Configurations.POLICY);
              return Unit.INSTANCE;
            });
  }

  public GetBucketPolicyStatusOutput getBucketPolicyStatus(
      BucketRequest request, GetBucketPolicyStatusRequest input) {
    boolean isPublic = BucketPolicy.read(existing(request.bucket())).isPublic();
    return GetBucketPolicyStatusOutput.builder().policyStatus(new PolicyStatus(isPublic)).build();
  }
}
