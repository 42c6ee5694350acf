package dev.brume.s3.replication;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;

/** Refusals of replication configurations. */
final class ReplicationErrors {
  private static final String VERSION =
      " for this version of Cross Region Replication configuration schema. Please refer to S3"
          + " Developer Guide for more information.";

  private ReplicationErrors() {}

  static AwsError argument(String name, Object value, String message) {
    return S3Refusals.invalidArgument(message, name, value == null ? null : value.toString());
  }

  static AwsError request(String message) {
    return S3Refusals.invalidRequest(message);
  }

  /** What rules with a filter need. */
  static AwsError needed(String element) {
    return request(element + " must be specified" + VERSION);
  }

  /** What rules without a filter can't have. */
  static AwsError unusable(String element) {
    return request(element + " cannot be used" + VERSION);
  }
}
