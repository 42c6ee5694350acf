package dev.brume.s3.lifecycle;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;

/** The errors of lifecycle configurations. */
final class LifecycleErrors {
  private LifecycleErrors() {}

  /** An invalid number or date. */
  static AwsError argument(String name, Object value, String message) {
    return S3Refusals.invalidArgument(message, name, String.valueOf(value));
  }

  static AwsError request(String message) {
    return S3Refusals.invalidRequest(message);
  }

  /** An element whose number must be at least 1. */
  static AwsError notPositive(String name, Object value, String action) {
    return argument(
        name, value, "'" + name + "' for " + action + " action must be a positive integer");
  }
}
