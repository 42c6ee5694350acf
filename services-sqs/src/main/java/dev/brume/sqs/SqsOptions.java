package dev.brume.sqs;

import dev.brume.sqs.engine.QueueRules;

/**
 * The settings of SQS that users can change.
 *
 * @param queueUrls the form of queue URLs ({@code SQS_ENDPOINT_STRATEGY})
 * @param publicHost {@code host[:port]} of the server for others; without a port it is that of each
 *     request, null where none is configured ({@code LOCALSTACK_HOST})
 * @param rules which of AWS's waits are kept
 */
public record SqsOptions(QueueUrlStrategy queueUrls, String publicHost, QueueRules rules) {
  /** What holds unless told otherwise. */
  public static final SqsOptions DEFAULTS =
      new SqsOptions(QueueUrlStrategy.DYNAMIC, null, QueueRules.OF_AWS);
}
