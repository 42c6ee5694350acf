package dev.brume.s3.engine;

/**
 * The block public access settings of an account, a bucket or an access point.
 *
 * @param blockPublicAcls public access control lists can't be set
 * @param ignorePublicAcls grants to the public in access control lists are ignored
 * @param blockPublicPolicy public policies can't be set
 * @param restrictPublicBuckets a public policy only applies to the owner's account
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html">PublicAccessBlockConfiguration</a>
 */
public record PublicAccessBlock(
    boolean blockPublicAcls,
    boolean ignorePublicAcls,
    boolean blockPublicPolicy,
    boolean restrictPublicBuckets) {
  /** The default of new buckets and access points. */
  public static final PublicAccessBlock EVERYTHING = new PublicAccessBlock(true, true, true, true);

  /** From a request's members; absent ones are off. */
  public static PublicAccessBlock of(
      Boolean blockPublicAcls,
      Boolean ignorePublicAcls,
      Boolean blockPublicPolicy,
      Boolean restrictPublicBuckets) {
    return new PublicAccessBlock(
        Boolean.TRUE.equals(blockPublicAcls),
        Boolean.TRUE.equals(ignorePublicAcls),
        Boolean.TRUE.equals(blockPublicPolicy),
        Boolean.TRUE.equals(restrictPublicBuckets));
  }
}
