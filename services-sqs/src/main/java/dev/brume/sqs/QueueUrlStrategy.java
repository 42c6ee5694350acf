package dev.brume.sqs;

import java.util.Locale;

/** The form in which queue URLs are returned; every form is accepted. */
public enum QueueUrlStrategy {
  /** {@code http://sqs.<region>.<host>/<account>/<queue>}. */
  STANDARD,
  /** {@code http://[<region>.]queue.<host>/<account>/<queue>}; us-east-1 is omitted. */
  DOMAIN,
  /** {@code http://<host>/queue/<region>/<account>/<queue>}. */
  PATH,
  /** {@code http://<the request's own host>/<account>/<queue>}. */
  DYNAMIC,
  /** {@code http://<host>/<account>/<queue>}. */
  OFF;

  /** Parses the value of {@code SQS_ENDPOINT_STRATEGY}, ignoring case. */
  public static QueueUrlStrategy of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
