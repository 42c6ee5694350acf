package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;

/** The rules for policies of access points. */
public final class AccessPointPolicies {
  private AccessPointPolicies() {}

  /**
   * The policy in its stored form.
   *
   * @param given the policy for {@code point}
   * @param bucket the access point's bucket
   * @throws AwsError MalformedPolicy; AccessDenied if it is public and public policies are blocked
   */
  public static String checked(String given, AccessPoint point, Bucket bucket) {
    BucketPolicy policy = BucketPolicy.parse(given, new BucketVocabulary(point));
    boolean isPublic = policy.isPublic() && !point.isOfVpc();
    if (isPublic && PublicBlock.blocksPolicies(bucket, point)) {
      throw S3Refusals.accessDenied();
    }
    return policy.text();
  }

  /** Whether an access point's policy is public; that of a VPC access point never is. */
  public static boolean isPublic(AccessPoint point) {
    return !point.isOfVpc() && BucketPolicy.readOfAccessPoint(point.record().policy()).isPublic();
  }
}
