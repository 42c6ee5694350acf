package dev.brume.logs;

import dev.brume.core.error.AwsError;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.pattern.InvalidPatternException;
import dev.brume.logs.pattern.LogPattern;

/** The errors of CloudWatch Logs, in its words. */
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

  /** A token of no page. */
  public static AwsError invalidToken() {
    return invalid("The specified nextToken is invalid.");
  }

  /** Refuses a parameter that is known and does nothing here. */
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

  /** What AWS does and nothing here does yet. */
  public static AwsError unbuilt(String message) {
    return AwsError.server("NotImplemented", NOT_IMPLEMENTED, message);
  }
}
