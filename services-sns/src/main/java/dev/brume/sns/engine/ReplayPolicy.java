package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * The part of a topic's archive to replay to a subscription.
 *
 * @param startMillis the earliest publication time
 * @param endMillis the latest one; {@link Long#MAX_VALUE} if absent
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-subscriber.html">Amazon
 *     SNS message replay for FIFO topic subscribers</a>
 */
public record ReplayPolicy(long startMillis, long endMillis) {
  private static final Set<String> MEMBERS = Set.of("PointType", "StartingPoint", "EndingPoint");

  /** Parses a policy; null if {@code text} is invalid. */
  public static ReplayPolicy parse(String text) {
    ObjectNode policy = JsonDocument.COMMON.object(text).orElse(null);
    if (policy == null || !policy.path("PointType").asText().equals("Timestamp")) {
      return null;
    }
    for (String name : (Iterable<String>) policy::fieldNames) {
      if (!MEMBERS.contains(name)) {
        return null;
      }
    }
    try {
      long start = moment(policy.path("StartingPoint").asText()).toEpochMilli();
      long end =
          policy.has("EndingPoint")
              ? moment(policy.path("EndingPoint").asText()).toEpochMilli()
              : Long.MAX_VALUE;
      return start <= end ? new ReplayPolicy(start, end) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant moment(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
