package dev.brume.s3.engine;

/**
 * The cause of a change of a bucket: a request, lifecycle, replication.
 *
 * @param account the requester's account; null for S3 itself (lifecycle, replication)
 * @param accessKeyId the access key that signed, or null
 * @param sourceIp the address that the request came from, or null
 * @param requestId the request's id, or null
 * @param traceHeader the request's X-Amzn-Trace-Id, or null
 */
public record ChangeOrigin(
    String account, String accessKeyId, String sourceIp, String requestId, String traceHeader) {
  /** S3 itself. */
  public static final ChangeOrigin S3 = new ChangeOrigin(null, null, null, null);

  /** A cause that is not part of a trace. */
  public ChangeOrigin(String account, String accessKeyId, String sourceIp, String requestId) {
    this(account, accessKeyId, sourceIp, requestId, null);
  }
}
