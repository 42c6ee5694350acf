package dev.brume.s3;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Struct;
import dev.brume.s3.engine.Bucket;

/** Says whether a caller may do what a request asks for. */
@FunctionalInterface
public interface AccessCheck {
  /** Everybody may do everything. */
  AccessCheck EVERYBODY = (context, bucket, input) -> {};

  /**
   * Lets the request pass, or not.
   *
   * @param context who asks, and for which operation
   * @param bucket the bucket that the request is for; null where it is for none that exists
   * @param input the operation's input
   * @throws dev.brume.core.error.AwsError AccessDenied
   */
  void check(RequestContext context, Bucket bucket, Struct input);
}
