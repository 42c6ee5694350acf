package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.ProtocolId;
import dev.brume.sqs.api.QueueDoesNotExist;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.QueueErrors;

/** The AWS errors of several operations. */
final class SqsRefusals {
  private static final String OLD_WORDING =
      "The specified queue does not exist for this wsdl version.";

  private SqsRefusals() {}

  /** The error as SQS words it in a protocol; one error has an older text in the query protocol. */
  static AwsError worded(AwsError error, ProtocolId protocol) {
    boolean hasOldWords =
        protocol == ProtocolId.AWS_QUERY && error.code().equals(QueueDoesNotExist.SCHEMA.name());
    return hasOldWords ? SqsErrors.queueDoesNotExist(OLD_WORDING) : error;
  }

  /** A parameter with an invalid value, in AWS's words. */
  static AwsError invalid(String parameter, Object value, String why) {
    return QueueErrors.invalidParameter(parameter, value, why);
  }

  /** A missing parameter. */
  static AwsError missing(String parameter) {
    return QueueErrors.missingParameter(parameter);
  }

  /** Returns {@code value} if it is not null. */
  static <T> T require(String parameter, T value) {
    if (value == null) {
      throw missing(parameter);
    }
    return value;
  }

  /** Returns {@code value} if it is not null and within the inclusive bounds. */
  static int requireBetween(String parameter, int value, int least, int most, String why) {
    if (value < least || value > most) {
      throw invalid(parameter, value, why);
    }
    return value;
  }
}
