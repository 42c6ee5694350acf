package dev.brume.sqs;

import dev.brume.sqs.engine.QueueRules;

/**
 * The settings of SQS that users can change.
 *
 * @param queueUrls the form of queue URLs ({@code SQS_ENDPOINT_STRATEGY})
 * @param publicHost {@code host[:port]} of the server for clients; without a port each request's
 *     port is used; null if not configured ({@code LOCALSTACK_HOST})
 * @param rules which of AWS's waiting periods apply
 */
public record SqsOptions(QueueUrlStrategy queueUrls, String publicHost, QueueRules rules) {
  /** The default settings. */
  public static final SqsOptions DEFAULTS =
      new SqsOptions(QueueUrlStrategy.DYNAMIC, null, QueueRules.OF_AWS);
}
