package dev.brume.logs;

import dev.brume.core.error.AwsError;
import dev.brume.logs.api.LogsErrors;

/** The errors of CloudWatch Logs, in its words. */
final class LogsRefusals {
  private static final int NOT_IMPLEMENTED = 501;

  private LogsRefusals() {}

  static AwsError invalid(String message) {
    return LogsErrors.invalidParameterException(message);
  }

  static AwsError noGroup() {
    return LogsErrors.resourceNotFoundException("The specified log group does not exist.");
  }

  static AwsError noStream() {
    return LogsErrors.resourceNotFoundException("The specified log stream does not exist.");
  }

  static AwsError invalidToken() {
    return invalid("The specified nextToken is invalid.");
  }

  /** Refuses a parameter that is known and does nothing here. */
  static void refuseUnbuilt(String name, Object value) {
    if (value != null && !Boolean.FALSE.equals(value)) {
      throw unbuilt("The parameter " + name + " is not implemented.");
    }
  }

  static AwsError unbuilt(String message) {
    return AwsError.server("NotImplemented", NOT_IMPLEMENTED, message);
  }
}
