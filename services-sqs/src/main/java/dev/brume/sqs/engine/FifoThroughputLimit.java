package dev.brume.sqs.engine;

/** What the throughput quota of a FIFO queue counts by; kept and shown, nothing is throttled. */
public enum FifoThroughputLimit {
  PER_QUEUE,
  PER_MESSAGE_GROUP_ID
}
