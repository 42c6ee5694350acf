package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Struct;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;

/** Decides whether a caller may do what a request asks for. */
@FunctionalInterface
public interface AccessCheck {
  /** Everybody may do everything. */
  AccessCheck EVERYBODY = (request, input) -> null;

  /**
   * Why the request may not be done.
   *
   * @param request who asks, and for which operation, and which bucket: null where the request is
   *     for none that exists
   * @param input the operation's input
   * @return AccessDenied and the like; null where the request may be done
   */
  AwsError refusal(BucketRequest request, Struct input);

  /**
   * Why the request may not be done to one of the several objects that it is for.
   *
   * @param versionId null where the request names no version
   */
  default AwsError refusalOfOne(BucketRequest request, Struct input, String key, String versionId) {
    return null;
  }

  /**
   * Why something may not be done that is only known to be asked for on the way.
   *
   * @param action with its service: {@code s3:PutObjectTagging}
   * @param version the object, where there is one
   */
  default AwsError refusalOf(
      BucketRequest request, Struct input, String action, String key, ObjectVersion version) {
    return null;
  }

  /** Whether access control lists alone let a request pass that has passed. */
  default boolean isAclRequired(BucketRequest request, Struct input) {
    return false;
  }

  /**
   * Whether the log of a bucket's requests may be delivered to another.
   *
   * @param key of the object that is to be made in {@code target}
   */
  default boolean admitsLogDelivery(Bucket source, Bucket target, String key) {
    return true;
  }

  /**
   * Whether S3 may do something to an object for a role that somebody has named to it.
   *
   * @param role the role's ARN
   * @param action with its service: {@code s3:ReplicateObject}
   * @param existing the version that it is done to, where that is in the bucket; else null
   */
  default boolean allowsRole(
      String role, Bucket bucket, String action, String key, ObjectVersion existing) {
    return true;
  }

  /** Whether refusals count, so that callers can be let in who do not sign. */
  default boolean isEnforced() {
    return false;
  }

  /**
   * Lets the request pass, or not.
   *
   * @throws AwsError the refusal
   */
  default void check(BucketRequest request, Struct input) {
    AwsError refusal = refusal(request, input);
    if (refusal != null) {
      throw refusal;
    }
  }
}
