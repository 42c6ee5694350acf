package dev.brume.sqs.engine;

/** Within what a deduplication id is unique. */
public enum DeduplicationScope {
  QUEUE,
  MESSAGE_GROUP
}
