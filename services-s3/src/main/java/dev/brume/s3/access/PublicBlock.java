package dev.brume.s3.access;

import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.PublicAccessBlock;
import java.util.function.Predicate;

/**
 * The effective public access block: the most restrictive combination of account, bucket and access
 * point.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access to your Amazon S3 storage</a>
 */
final class PublicBlock {
  private PublicBlock() {}

  private static boolean isOn(
      Bucket bucket, AccessPoint point, Predicate<PublicAccessBlock> setting) {
    return isOn(bucket.configuration(Configurations.PUBLIC_ACCESS_BLOCK), setting)
        || isOn(bucket.accountBlock(), setting)
        || point != null && isOn(point.record().publicAccessBlock(), setting);
  }

  private static boolean isOn(PublicAccessBlock set, Predicate<PublicAccessBlock> setting) {
    return set != null && setting.test(set);
  }

  /**
   * Whether public access control lists can't be set.
   *
   * @param point through which it is tried, or null
   */
  static boolean blocksAcls(Bucket bucket, AccessPoint point) {
    return isOn(bucket, point, PublicAccessBlock::blockPublicAcls);
  }

  /** Whether grants to the public in access control lists are ignored. */
  static boolean ignoresAcls(Bucket bucket, AccessPoint point) {
    return isOn(bucket, point, PublicAccessBlock::ignorePublicAcls);
  }

  /** Whether public policies can't be set, also considering the access point, if any. */
  static boolean blocksPolicies(Bucket bucket, AccessPoint point) {
    return isOn(bucket, point, PublicAccessBlock::blockPublicPolicy);
  }

  /** Whether a public policy only applies to the account that owns it. */
  static boolean restricts(Bucket bucket, AccessPoint point) {
    return isOn(bucket, point, PublicAccessBlock::restrictPublicBuckets);
  }
}
