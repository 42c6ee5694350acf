package dev.brume.s3;

import dev.brume.core.gateway.RequestContext;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ChangeOrigin;

/**
 * A request for a bucket that exists, from a caller who may.
 *
 * @param context what is known of the request beside its input
 * @param bucket the bucket; after an asynchronous step it must be {@link Buckets#again found again}
 */
public record BucketRequest(RequestContext context, Bucket bucket) {
  /** The same for a bucket that has been found again, or for another one. */
  public BucketRequest at(Bucket other) {
    return new BucketRequest(context, other);
  }

  /** The account that asks; null for an anonymous caller. */
  public String requester() {
    return context.caller().isAnonymous() ? null : context.caller().account();
  }

  /** Who is to be named as the cause of what the request changes. */
  public ChangeOrigin origin() {
    return new ChangeOrigin(
        requester(),
        context.caller().accessKeyId(),
        context.http().connection().remoteAddress(),
        context.requestId());
  }

  /** The first value of a request header, or null. */
  public String header(String name) {
    return context.http().header(name);
  }
}
