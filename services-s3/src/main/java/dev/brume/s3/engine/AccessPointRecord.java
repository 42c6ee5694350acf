package dev.brume.s3.engine;

import java.util.Map;

/**
 * The stored form of an access point.
 *
 * @param name unique in an account's region
 * @param bucket the name of its bucket
 * @param bucketAccount the account that owned the bucket when the access point was created
 * @param alias replaces a bucket's name in requests; globally unique
 * @param createdMillis when it was created
 * @param vpcId the only VPC that may use it; null for the Internet
 * @param publicAccessBlock its public access block; immutable
 * @param policy JSON without insignificant white space, or null
 * @param tags keys and values
 */
public record AccessPointRecord(
    String name,
    String bucket,
    String bucketAccount,
    String alias,
    long createdMillis,
    String vpcId,
    PublicAccessBlock publicAccessBlock,
    String policy,
    Map<String, String> tags) {

  /** The same with another policy; null for none. */
  public AccessPointRecord withPolicy(String changed) {
    return new AccessPointRecord(
        name, bucket, bucketAccount, alias, createdMillis, vpcId, publicAccessBlock, changed, tags);
  }

  /** The same with other tags. */
  public AccessPointRecord withTags(Map<String, String> changed) {
    return new AccessPointRecord(
        name,
        bucket,
        bucketAccount,
        alias,
        createdMillis,
        vpcId,
        publicAccessBlock,
        policy,
        changed);
  }
}
