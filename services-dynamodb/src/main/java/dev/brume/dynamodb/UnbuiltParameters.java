package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;

/** Known parameters that are not implemented: requests with them are refused. */
final class UnbuiltParameters {
  private static final int NOT_IMPLEMENTED = 501;

  private UnbuiltParameters() {}

  /** Refuses a parameter that is set. */
  static void refuse(String name, Object value) {
    if (value != null) {
      throw AwsError.server(
          "NotImplemented", NOT_IMPLEMENTED, "The parameter " + name + " is not implemented.");
    }
  }
}
