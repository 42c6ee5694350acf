package dev.brume.s3.replication;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;

/** The errors of replication configurations. */
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

  /** An element required in rules with a filter. */
  static AwsError needed(String element) {
    return request(element + " must be specified" + VERSION);
  }

  /** An element not permitted in rules without a filter. */
  static AwsError unusable(String element) {
    return request(element + " cannot be used" + VERSION);
  }
}
