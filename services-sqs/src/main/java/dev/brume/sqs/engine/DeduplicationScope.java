package dev.brume.sqs.engine;

/** The scope in which a deduplication id is unique. */
public enum DeduplicationScope {
  QUEUE,
  MESSAGE_GROUP
}
