package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import dev.brume.sqs.api.SqsErrors;

/** The errors of several classes of the engine, with AWS's texts. */
public final class QueueErrors {
  private QueueErrors() {}

  /** The queue does not exist. */
  public static AwsError queueDoesNotExist() {
    return SqsErrors.queueDoesNotExist("The specified queue does not exist.");
  }

  /** A parameter with an invalid value, in AWS's words. */
  public static AwsError invalidParameter(String parameter, Object value, String why) {
    return SqsErrors.invalidParameterValueException(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + why);
  }

  /** A missing parameter. */
  public static AwsError missingParameter(String parameter) {
    return SqsErrors.missingRequiredParameterException(
        "The request must contain the parameter " + parameter + ".");
  }
}
