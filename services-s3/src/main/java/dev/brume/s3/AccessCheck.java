package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;

/** Decides whether a request's caller has access. */
@FunctionalInterface
public interface AccessCheck {
  /** Allows everything. */
  AccessCheck EVERYBODY = (request, input) -> null;

  /**
   * Why the request is denied.
   *
   * @param request the caller, the operation and the bucket, which is null if it does not exist
   * @param input the operation's input
   * @return AccessDenied and the like; null if the request is allowed
   */
  AwsError refusal(BucketRequest request, Struct input);

  /**
   * Why the request is denied for one of its several objects.
   *
   * @param versionId null if the request names no version
   */
  default AwsError refusalOfOne(BucketRequest request, Struct input, String key, String versionId) {
    return null;
  }

  /**
   * Why an action is denied that only becomes known while the request runs.
   *
   * @param action with the service prefix: {@code s3:PutObjectTagging}
   * @param version the object, if there is one
   */
  default AwsError refusalOf(
      BucketRequest request, Struct input, String action, String key, ObjectVersion version) {
    return null;
  }

  /** Whether only access control lists allowed a request. */
  default boolean isAclRequired(BucketRequest request, Struct input) {
    return false;
  }

  /**
   * Whether a bucket's access log may be delivered to another bucket.
   *
   * @param key the key of the new object in {@code target}
   */
  default boolean admitsLogDelivery(Bucket source, Bucket target, String key) {
    return true;
  }

  /**
   * Whether S3 may perform an action on an object in a configured role.
   *
   * @param role the role's ARN
   * @param action with the service prefix: {@code s3:ReplicateObject}
   * @param existing the version, if it is in the bucket; else null
   */
  default boolean allowsRole(
      String role, Bucket bucket, String action, String key, ObjectVersion existing) {
    return true;
  }

  /** Whether denials are enforced, so that anonymous callers can be admitted. */
  default boolean isEnforced() {
    return false;
  }

  /** Whether it knows what {@code operation} needs. */
  default boolean covers(Operation<?, ?> operation) {
    return true;
  }

  /**
   * Authorizes the request.
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
