package dev.brume.sqs.engine;

/**
 * The unit to which the throughput quota of a FIFO queue applies; stored and returned, but not
 * enforced.
 */
public enum FifoThroughputLimit {
  PER_QUEUE,
  PER_MESSAGE_GROUP_ID
}
