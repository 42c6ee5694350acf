package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;

/** What policies access points can have. */
public final class AccessPointPolicies {
  private AccessPointPolicies() {}

  /**
   * The policy as it is kept.
   *
   * @param given for {@code point}
   * @param bucket to which that leads
   * @throws AwsError MalformedPolicy; AccessDenied where it is public, and may not be
   */
  public static String checked(String given, AccessPoint point, Bucket bucket) {
    BucketPolicy policy = BucketPolicy.parse(given, new BucketVocabulary(point));
    boolean isPublic = policy.isPublic() && !point.isOfVpc();
    if (isPublic && PublicBlock.blocksPolicies(bucket, point)) {
      throw S3Refusals.accessDenied();
    }
    return policy.text();
  }

  /** Whether the policy of an access point lets the public in; that of a VPC's never does. */
  public static boolean isPublic(AccessPoint point) {
    return !point.isOfVpc() && BucketPolicy.readOfAccessPoint(point.record().policy()).isPublic();
  }
}
