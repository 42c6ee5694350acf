package dev.brume.sns.engine;

import dev.brume.core.error.AwsError;
import dev.brume.sns.api.SnsErrors;

/** The errors that topics answer with, in SNS's words. */
public final class TopicErrors {
  /** The code of {@link #dataDenied} on the wire. */
  public static final String DATA_DENIED = "AuthorizationError";

  private TopicErrors() {}

  /** There is no such topic, or it was deleted after it was found. */
  public static AwsError noSuchTopic() {
    return SnsErrors.notFoundException("Topic does not exist");
  }

  /** The topic's data protection policy denies data that the message contains. */
  public static AwsError dataDenied() {
    return SnsErrors.authorizationErrorException("The message has sensitive data in it");
  }

  /** Whether an error is {@link #dataDenied}, of which a batch reports each entry's. */
  public static boolean isDataDenied(AwsError error) {
    return error.code().equals(dataDenied().code());
  }
}
