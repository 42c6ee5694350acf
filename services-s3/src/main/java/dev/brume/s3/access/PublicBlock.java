package dev.brume.s3.access;

import dev.brume.s3.api.PublicAccessBlockConfiguration;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.Configurations;

/**
 * What a bucket refuses the public.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access to your Amazon S3 storage</a>
 */
final class PublicBlock {
  /** What new buckets have, since April 2023. */
  static final PublicAccessBlockConfiguration OF_NEW_BUCKETS =
      new PublicAccessBlockConfiguration(true, true, true, true);

  private static final PublicAccessBlockConfiguration NONE =
      new PublicAccessBlockConfiguration(false, false, false, false);

  private PublicBlock() {}

  private static PublicAccessBlockConfiguration of(Bucket bucket) {
    PublicAccessBlockConfiguration set = bucket.configuration(Configurations.PUBLIC_ACCESS_BLOCK);
    return set == null ? NONE : set;
  }

  static boolean blocksAcls(Bucket bucket) {
    return of(bucket).blockPublicAcls();
  }

  static boolean ignoresAcls(Bucket bucket) {
    return of(bucket).ignorePublicAcls();
  }

  static boolean blocksPolicies(Bucket bucket) {
    return of(bucket).blockPublicPolicy();
  }

  static boolean restricts(Bucket bucket) {
    return of(bucket).restrictPublicBuckets();
  }
}
