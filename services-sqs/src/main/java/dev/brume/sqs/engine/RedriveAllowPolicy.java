package dev.brume.sqs.engine;

import java.util.List;

/**
 * Which queues may name this one as their dead-letter queue.
 *
 * @param permission who may
 * @param sourceQueueArns with {@link Permission#BY_QUEUE}, the queues that may: 1 to 10 ARNs; else
 *     empty
 * @param json as its owner wrote it down
 */
public record RedriveAllowPolicy(Permission permission, List<String> sourceQueueArns, String json) {
  public RedriveAllowPolicy {
    sourceQueueArns = List.copyOf(sourceQueueArns);
  }

  /** Who may name the queue. */
  public enum Permission {
    ALLOW_ALL,
    DENY_ALL,
    BY_QUEUE
  }

  /** Whether both say the same, however it is written down. */
  public boolean isSameAs(RedriveAllowPolicy other) {
    return other != null
        && permission == other.permission
        && sourceQueueArns.equals(other.sourceQueueArns);
  }

  boolean allows(String sourceArn) {
    return switch (permission) {
      case ALLOW_ALL -> true;
      case DENY_ALL -> false;
      case BY_QUEUE -> sourceQueueArns.contains(sourceArn);
    };
  }
}
