package dev.brume.sqs;

import java.util.Locale;

/** The form in which queue URLs are returned; every form is accepted. */
public enum QueueUrlStrategy {
  /** {@code http://sqs.<region>.<host>/<account>/<queue>}. */
  STANDARD,
  /** {@code http://[<region>.]queue.<host>/<account>/<queue>}; us-east-1 goes without saying. */
  DOMAIN,
  /** {@code http://<host>/queue/<region>/<account>/<queue>}. */
  PATH,
  /** {@code http://<the request's own host>/<account>/<queue>}. */
  DYNAMIC,
  /** {@code http://<host>/<account>/<queue>}. */
  OFF;

  /** Reads the value of {@code SQS_ENDPOINT_STRATEGY}, in any case. */
  public static QueueUrlStrategy of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
