package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.ProtocolId;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Refusal;

/** AWS's errors: those that the engine asks for, and those that operations need often. */
final class SqsRefusals {
  private static final String OLD_WORDING =
      "The specified queue does not exist for this wsdl version.";

  private SqsRefusals() {}

  /** The error that {@code refusal} stands for; one of them is worded by protocol. */
  static AwsError of(Refusal refusal, ProtocolId protocol) {
    String message = refusal.getMessage();
    return switch (refusal.reason()) {
      case INVALID_PARAMETER_VALUE -> SqsErrors.invalidParameterValueException(message);
      case MESSAGE_NOT_INFLIGHT -> SqsErrors.messageNotInflight(message);
      case MISSING_PARAMETER -> SqsErrors.missingRequiredParameterException(message);
      case OVER_LIMIT -> SqsErrors.overLimit(message);
      case PURGE_QUEUE_IN_PROGRESS -> SqsErrors.purgeQueueInProgress(message);
      case QUEUE_DELETED_RECENTLY -> SqsErrors.queueDeletedRecently(message);
      case QUEUE_DOES_NOT_EXIST ->
          SqsErrors.queueDoesNotExist(protocol == ProtocolId.AWS_QUERY ? OLD_WORDING : message);
      case RECEIPT_HANDLE_IS_INVALID -> SqsErrors.receiptHandleIsInvalid(message);
      case RESOURCE_NOT_FOUND -> SqsErrors.resourceNotFoundException(message);
      case UNSUPPORTED_OPERATION -> SqsErrors.unsupportedOperation(message);
    };
  }

  /** A parameter with a bad value, in AWS's sentence. */
  static AwsError invalid(String parameter, Object value, String why) {
    return SqsErrors.invalidParameterValueException(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + why);
  }

  /** A parameter that is not there. */
  static AwsError missing(String parameter) {
    return SqsErrors.missingRequiredParameterException(
        "The request must contain the parameter " + parameter + ".");
  }

  /** Returns {@code value}, which must be there. */
  static <T> T require(String parameter, T value) {
    if (value == null) {
      throw missing(parameter);
    }
    return value;
  }

  /** Returns {@code value}, which must be there and between the two, both included. */
  static int requireBetween(String parameter, int value, int least, int most, String why) {
    if (value < least || value > most) {
      throw invalid(parameter, value, why);
    }
    return value;
  }
}
