package dev.brume.s3.engine;

import java.util.Map;

/**
 * The stored form of an access point.
 *
 * @param name the only one of its kind in an account's region
 * @param bucket the name of the bucket that it leads to
 * @param bucketAccount the account that owned the bucket when the access point was made
 * @param alias stands for it where a bucket's name is asked for; the only one of its kind
 * @param createdMillis when it was made
 * @param vpcId the network that alone may use it; null for the Internet
 * @param publicAccessBlock what it refuses the public; it can't be changed
 * @param policy JSON without white space between its parts, or null
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
