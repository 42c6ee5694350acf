package dev.brume.sqs;

import dev.brume.sqs.engine.QueueRules;

/**
 * What users can set.
 *
 * @param queueUrls the form of queue URLs ({@code SQS_ENDPOINT_STRATEGY})
 * @param publicHost the server's name for others, with port; null for {@link #DEFAULT_HOST} ({@code
 *     LOCALSTACK_HOST})
 * @param rules which of AWS's waits are kept
 */
public record SqsOptions(QueueUrlStrategy queueUrls, String publicHost, QueueRules rules) {
  /** The name of the machine itself. */
  public static final String DEFAULT_HOST = "localhost.localstack.cloud:4566";

  /** What holds unless told otherwise. */
  public static final SqsOptions DEFAULTS =
      new SqsOptions(QueueUrlStrategy.DYNAMIC, null, QueueRules.OF_AWS);

  String host() {
    return publicHost == null ? DEFAULT_HOST : publicHost;
  }
}
