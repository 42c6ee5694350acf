package dev.brume.logs;

import dev.brume.core.error.AwsError;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.pattern.InvalidPatternException;
import dev.brume.logs.pattern.LogPattern;

/** The errors of CloudWatch Logs, with AWS's texts. */
public final class LogsRefusals {
  private static final int NOT_IMPLEMENTED = 501;

  private LogsRefusals() {}

  /** An InvalidParameterException. */
  public static AwsError invalid(String message) {
    return LogsErrors.invalidParameterException(message);
  }

  static AwsError noGroup() {
    return LogsErrors.resourceNotFoundException("The specified log group does not exist.");
  }

  static AwsError noStream() {
    return LogsErrors.resourceNotFoundException("The specified log stream does not exist.");
  }

  /** The error for an invalid page token. */
  public static AwsError invalidToken() {
    return invalid("The specified nextToken is invalid.");
  }

  /** Refuses a parameter that is known but not implemented. */
  public static void refuseUnbuilt(String name, Object value) {
    if (value != null && !Boolean.FALSE.equals(value)) {
      throw unbuilt("The parameter " + name + " is not implemented.");
    }
  }

  /** Reads a filter pattern; InvalidParameterException where it is none. */
  public static LogPattern pattern(String text) {
    try {
      return LogPattern.parse(text);
    } catch (InvalidPatternException fault) {
      throw invalid(fault.getMessage());
    }
  }

  /** The error for AWS behaviour that is not implemented. */
  public static AwsError unbuilt(String message) {
    return AwsError.server("NotImplemented", NOT_IMPLEMENTED, message);
  }
}
