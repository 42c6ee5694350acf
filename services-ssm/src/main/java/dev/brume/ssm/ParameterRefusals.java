package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.ssm.api.SsmErrors;

/** The errors of Parameter Store, with AWS's texts. */
final class ParameterRefusals {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_IMPLEMENTED = 501;

  private ParameterRefusals() {}

  static AwsError invalid(String message) {
    return AwsError.client("ValidationException", BAD_REQUEST, message);
  }

  /** AWS sends no message. */
  static AwsError notFound() {
    return SsmErrors.parameterNotFound(null);
  }

  static AwsError invalidToken() {
    return SsmErrors.invalidNextToken("The specified token isn't valid.");
  }

  /** Refuses a parameter that is known but not implemented. */
  static void refuseUnbuilt(String name, Object value) {
    if (value != null) {
      throw unbuilt("The parameter " + name + " is not implemented.");
    }
  }

  static AwsError unbuilt(String message) {
    return AwsError.server("NotImplemented", NOT_IMPLEMENTED, message);
  }
}
