package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.pattern.EventPattern;
import dev.brume.core.pattern.PatternFault;

/** A subscription with its compiled filter policy; immutable. */
public final class Subscription {
  /** {@code true} to deliver messages without an envelope. */
  public static final String RAW_MESSAGE_DELIVERY = "RawMessageDelivery";

  /** The filter policy; JSON. */
  public static final String FILTER_POLICY = "FilterPolicy";

  /** The scope of the filter policy: {@link #MESSAGE_BODY} or {@link #MESSAGE_ATTRIBUTES}. */
  public static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";

  /** The delivery policy for an HTTP endpoint; JSON. */
  public static final String DELIVERY_POLICY = "DeliveryPolicy";

  /** The archived messages to replay; JSON. */
  public static final String REPLAY_POLICY = "ReplayPolicy";

  /** The status of the replay. */
  public static final String REPLAY_STATUS = "ReplayStatus";

  /** The replay is in progress. */
  public static final String REPLAYING = "In progress";

  /** The replay is complete. */
  public static final String REPLAYED = "Completed";

  /** The dead-letter queue of undeliverable messages; JSON. */
  public static final String REDRIVE_POLICY = "RedrivePolicy";

  /** The filter policy applies to the message, which must be JSON. */
  public static final String MESSAGE_BODY = "MessageBody";

  /** The filter policy applies to the message's attributes. */
  public static final String MESSAGE_ATTRIBUTES = "MessageAttributes";

  private final String arn;
  private final SubscriptionRecord record;
  private final EventPattern filter;
  private final String deadLetterArn;
  private final boolean isFilteredByBody;
  private final boolean isRaw;

  Subscription(String arn, SubscriptionRecord record) {
    this.arn = arn;
    this.record = record;
    filter = filter(record.attributes().get(FILTER_POLICY));
    deadLetterArn = deadLetterArn(record.attributes().get(REDRIVE_POLICY));
    isFilteredByBody = filterScope().equals(MESSAGE_BODY);
    isRaw = "true".equals(record.attributes().get(RAW_MESSAGE_DELIVERY));
  }

  private static EventPattern filter(String policy) {
    try {
      return policy == null ? null : EventPattern.compile(policy);
    } catch (PatternFault fault) {
      throw new IllegalStateException("A filter policy was taken that is none: " + policy, fault);
    }
  }

  private static String deadLetterArn(String policy) {
    return policy == null
        ? null
        : JsonDocument.COMMON
            .object(policy)
            .map(json -> json.path("deadLetterTargetArn").asText(null))
            .orElse(null);
  }

  /** Its ARN. */
  public String arn() {
    return arn;
  }

  /** Its stored form. */
  public SubscriptionRecord settings() {
    return record;
  }

  /** Whether it is not confirmed yet. */
  public boolean isPending() {
    return record.confirmation().isPending();
  }

  /** Whether it receives messages without an envelope. */
  public boolean isRaw() {
    return isRaw;
  }

  /** The ARN of its dead-letter queue, or null. */
  String deadLetterArn() {
    return deadLetterArn;
  }

  /** The filter policy; null for none. */
  public String filterPolicy() {
    return record.attributes().get(FILTER_POLICY);
  }

  /** The scope of the filter policy. */
  public String filterScope() {
    return record.attributes().getOrDefault(FILTER_POLICY_SCOPE, MESSAGE_ATTRIBUTES);
  }

  boolean wants(Publication publication) {
    if (isPending()) {
      return false;
    }
    if (filter == null) {
      return true;
    }
    if (!isFilteredByBody) {
      // "An empty set of attributes results in the filter not matching", even by exists: false.
      boolean isEmpty = publication.attributes().isEmpty() && filter.fieldCount() > 0;
      return !isEmpty && filter.matches(publication.attributes());
    }
    JsonNode body = publication.body(record.protocol());
    return body != null && filter.matches(body);
  }
}
