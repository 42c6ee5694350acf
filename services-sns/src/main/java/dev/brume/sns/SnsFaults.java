package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.engine.TopicErrors;

/** SNS's errors in SNS's words. */
final class SnsFaults {
  private static final int NOT_IMPLEMENTED = 501;

  private SnsFaults() {}

  /** {@code Invalid parameter: …}. */
  static AwsError invalid(String what) {
    return SnsErrors.invalidParameterException("Invalid parameter: " + what);
  }

  static AwsError notFound(String message) {
    return SnsErrors.notFoundException(message);
  }

  static AwsError noSuchTopic() {
    return TopicErrors.noSuchTopic();
  }

  static AwsError noSuchSubscription() {
    return notFound("Subscription does not exist");
  }

  static AwsError invalidAttributeName() {
    return invalid("AttributeName");
  }

  /** AWS supports this, but it is not implemented here. */
  static AwsError notDone(String what) {
    return AwsError.server("InternalFailure", NOT_IMPLEMENTED, what + " is not implemented.");
  }
}
