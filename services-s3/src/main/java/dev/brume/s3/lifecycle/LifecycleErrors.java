package dev.brume.s3.lifecycle;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;

/** Refusals of lifecycle configurations. */
final class LifecycleErrors {
  private LifecycleErrors() {}

  /** Of a number, or a date, that can't be. */
  static AwsError argument(String name, Object value, String message) {
    return S3Refusals.invalidArgument(message, name, String.valueOf(value));
  }

  static AwsError request(String message) {
    return S3Refusals.invalidRequest(message);
  }

  /** Of an element whose number must be at least 1. */
  static AwsError notPositive(String name, Object value, String action) {
    return argument(
        name, value, "'" + name + "' for " + action + " action must be a positive integer");
  }
}
