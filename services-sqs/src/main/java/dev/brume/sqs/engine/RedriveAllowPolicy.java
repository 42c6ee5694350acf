package dev.brume.sqs.engine;

import java.util.List;

/**
 * Which queues may name this one as their dead-letter queue.
 *
 * @param permission which source queues are allowed
 * @param sourceQueueArns with {@link Permission#BY_QUEUE}, the allowed queues: 1 to 10 ARNs; else
 *     empty
 * @param json as written by its owner
 */
public record RedriveAllowPolicy(Permission permission, List<String> sourceQueueArns, String json) {
  public RedriveAllowPolicy {
    sourceQueueArns = List.copyOf(sourceQueueArns);
  }

  /** Which source queues are allowed. */
  public enum Permission {
    ALLOW_ALL,
    DENY_ALL,
    BY_QUEUE
  }

  /** Whether both are equivalent, whatever their text. */
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
