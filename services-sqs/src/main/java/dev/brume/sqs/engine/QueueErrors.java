package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import dev.brume.sqs.api.SqsErrors;

/** The errors that several classes of the engine throw, in AWS's texts. */
public final class QueueErrors {
  private QueueErrors() {}

  /** There is no such queue. */
  public static AwsError queueDoesNotExist() {
    return SqsErrors.queueDoesNotExist("The specified queue does not exist.");
  }

  /** A parameter with a bad value, in AWS's sentence. */
  public static AwsError invalidParameter(String parameter, Object value, String why) {
    return SqsErrors.invalidParameterValueException(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + why);
  }

  /** A parameter that is not there. */
  public static AwsError missingParameter(String parameter) {
    return SqsErrors.missingRequiredParameterException(
        "The request must contain the parameter " + parameter + ".");
  }
}
