package dev.brume.s3.engine;

/**
 * The cause of a change of a bucket: a request, lifecycle, replication.
 *
 * @param account the requester's account; null for S3 itself (lifecycle, replication)
 * @param accessKeyId the access key that signed, or null
 * @param sourceIp the address that the request came from, or null
 * @param requestId the request's id, or null
 */
public record ChangeOrigin(String account, String accessKeyId, String sourceIp, String requestId) {
  /** S3 itself. */
  public static final ChangeOrigin S3 = new ChangeOrigin(null, null, null, null);
}
