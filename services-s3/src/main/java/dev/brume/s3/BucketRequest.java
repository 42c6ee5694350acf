package dev.brume.s3;

import dev.brume.core.gateway.RequestContext;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ChangeOrigin;

/**
 * An authorized request for an existing bucket.
 *
 * @param context the request apart from its input
 * @param bucket the bucket; after an asynchronous step it must be {@link Buckets#again found again}
 * @param accessPoint the access point that the request names, or null
 */
public record BucketRequest(RequestContext context, Bucket bucket, AccessPoint accessPoint) {
  /** A request that names the bucket itself, or none. */
  public BucketRequest(RequestContext context, Bucket bucket) {
    this(context, bucket, null);
  }

  /** The same for the bucket found again, or for another one. */
  public BucketRequest at(Bucket other) {
    boolean same = bucket != null && bucket.name().equals(other.name());
    return new BucketRequest(context, other, same ? accessPoint : null);
  }

  /** The caller's account; null for an anonymous caller. */
  public String requester() {
    return context.caller().isAnonymous() ? null : context.caller().account();
  }

  /** The origin of the changes that the request makes. */
  public ChangeOrigin origin() {
    return new ChangeOrigin(
        requester(),
        context.caller().accessKeyId(),
        context.http().connection().remoteAddress(),
        context.requestId(),
        header("X-Amzn-Trace-Id"));
  }

  /** The first value of a request header, or null. */
  public String header(String name) {
    return context.http().header(name);
  }
}
