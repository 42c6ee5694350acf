package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;

/** Parameters that are known and do nothing here: whoever gives one is told so. */
final class UnbuiltParameters {
  private static final int NOT_IMPLEMENTED = 501;

  private UnbuiltParameters() {}

  /** Refuses a parameter that is given. */
  static void refuse(String name, Object value) {
    if (value != null) {
      throw AwsError.server(
          "NotImplemented", NOT_IMPLEMENTED, "The parameter " + name + " is not implemented.");
    }
  }
}
