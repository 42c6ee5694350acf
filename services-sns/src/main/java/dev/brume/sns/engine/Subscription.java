package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.pattern.EventPattern;
import dev.brume.core.pattern.PatternFault;

/** A subscription with its filter policy compiled; never changed. */
public final class Subscription {
  /** {@code true} for messages as they are, without an envelope. */
  public static final String RAW_MESSAGE_DELIVERY = "RawMessageDelivery";

  /** Which messages it wants; JSON. */
  public static final String FILTER_POLICY = "FilterPolicy";

  /** What the filter policy looks at: {@link #MESSAGE_BODY} or {@link #MESSAGE_ATTRIBUTES}. */
  public static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";

  /** How messages go to an HTTP endpoint; JSON. */
  public static final String DELIVERY_POLICY = "DeliveryPolicy";

  /** Which archived messages it gets again; JSON. */
  public static final String REPLAY_POLICY = "ReplayPolicy";

  /** How far that has come. */
  public static final String REPLAY_STATUS = "ReplayStatus";

  /** A replay goes on. */
  public static final String REPLAYING = "In progress";

  /** A replay has come to its end. */
  public static final String REPLAYED = "Completed";

  /** Where messages go that can't be delivered; JSON. */
  public static final String REDRIVE_POLICY = "RedrivePolicy";

  /** The filter policy looks at the message, which then must be JSON. */
  public static final String MESSAGE_BODY = "MessageBody";

  /** The filter policy looks at the message's attributes. */
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

  /** What is stored. */
  public SubscriptionRecord settings() {
    return record;
  }

  /** Whether its endpoint still has to agree. */
  public boolean isPending() {
    return record.confirmation().isPending();
  }

  /** Whether it gets messages without an envelope. */
  public boolean isRaw() {
    return isRaw;
  }

  /** The ARN of its dead-letter queue, or null. */
  String deadLetterArn() {
    return deadLetterArn;
  }

  /** Which messages it wants; null for all. */
  public String filterPolicy() {
    return record.attributes().get(FILTER_POLICY);
  }

  /** What the filter policy looks at. */
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
      return filter.matches(publication.attributes());
    }
    JsonNode body = publication.body(record.protocol());
    return body != null && filter.matches(body);
  }
}
