package dev.brume.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.message.MessageText;
import dev.brume.core.pattern.EventPattern;
import dev.brume.core.pattern.PatternFault;
import dev.brume.core.scope.Arn;
import dev.brume.sns.engine.ReplayPolicy;
import dev.brume.sns.engine.Subscription;
import dev.brume.sns.engine.SubscriptionRecord;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicQuotas;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parses and shows subscriptions' attributes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html">SetSubscriptionAttributes</a>
 */
final class SubscriptionAttributes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIREHOSE = "firehose";

  /** The role with which SNS writes to a stream. */
  private static final String ROLE = "SubscriptionRoleArn";

  /** The only member of a RedrivePolicy. */
  private static final String DEAD_LETTER_QUEUE = "deadLetterTargetArn";

  private static final Set<String> WITHOUT_ENVELOPE = Set.of("sqs", "http", "https", FIREHOSE);
  private static final Set<String> TRUTHS = Set.of("true", "false");
  private static final String NESTED =
      "Filter policy scope MessageAttributes does not support nested filter policy";

  /** The prefix of error texts about Subscribe's attributes. */
  private static final String WHERE = "Attributes Reason: ";

  private SubscriptionAttributes() {}

  /**
   * Checks the attributes of a new subscription.
   *
   * @throws AwsError InvalidParameter
   */
  static Map<String, String> ofNew(String protocol, Map<String, String> given) {
    if (given == null || given.isEmpty()) {
      checkRole(protocol, Map.of());
      return Map.of();
    }
    Map<String, String> attributes = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          if (!isKnown(name)) {
            throw SnsFaults.invalid(WHERE + "Unknown attribute: " + name);
          }
          put(protocol, attributes, name, value, WHERE);
        });
    checkTogether(attributes, WHERE);
    checkRole(protocol, attributes);
    return attributes;
  }

  /** "Specifying a valid ARN for this attribute is required for Firehose." */
  private static void checkRole(String protocol, Map<String, String> attributes) {
    if (protocol.equals(FIREHOSE) && !attributes.containsKey(ROLE)) {
      throw SnsFaults.invalid(WHERE + ROLE + " is required");
    }
  }

  /**
   * A subscription's attributes after one is set.
   *
   * @throws AwsError InvalidParameter
   */
  static Map<String, String> with(
      String protocol, Map<String, String> known, String name, String value) {
    if (!isKnown(name)) {
      throw SnsFaults.invalidAttributeName();
    }
    Map<String, String> attributes = new HashMap<>(known);
    put(protocol, attributes, name, value, "");
    checkTogether(attributes, "");
    return attributes;
  }

  private static boolean isKnown(String name) {
    return switch (name) {
      case Subscription.RAW_MESSAGE_DELIVERY,
          Subscription.FILTER_POLICY,
          Subscription.FILTER_POLICY_SCOPE,
          Subscription.REDRIVE_POLICY,
          Subscription.DELIVERY_POLICY,
          Subscription.REPLAY_POLICY,
          ROLE ->
          true;
      default -> false;
    };
  }

  private static void put(
      String protocol, Map<String, String> attributes, String name, String value, String where) {
    String text = value == null ? "" : value;
    switch (name) {
      case Subscription.RAW_MESSAGE_DELIVERY -> {
        if (!TRUTHS.contains(text)) {
          throw SnsFaults.invalid(
              where + name + ": Invalid value [" + text + "]. Must be true or false.");
        }
        if (text.equals("true") && !WITHOUT_ENVELOPE.contains(protocol)) {
          throw SnsFaults.invalid(
              where
                  + "Delivery protocol ["
                  + protocol
                  + "] does not support raw message delivery.");
        }
      }
      case Subscription.FILTER_POLICY_SCOPE -> {
        boolean isScope =
            text.equals(Subscription.MESSAGE_BODY) || text.equals(Subscription.MESSAGE_ATTRIBUTES);
        if (!isScope) {
          throw SnsFaults.invalid(
              where
                  + name
                  + ": Invalid value ["
                  + text
                  + "]. Please use either MessageBody or MessageAttributes");
        }
      }
      case Subscription.FILTER_POLICY, Subscription.REDRIVE_POLICY -> {
        if (text.isEmpty()) {
          attributes.remove(name);
          return;
        }
        if (name.equals(Subscription.FILTER_POLICY)) {
          checkFilter(text, where);
        } else {
          deadLetterQueue(text, where);
        }
      }
      case Subscription.DELIVERY_POLICY -> {
        if (text.isEmpty()) {
          attributes.remove(name);
          return;
        }
        if (!protocol.startsWith("http")) {
          throw SnsFaults.invalid(where + "DeliveryPolicy");
        }
        attributes.put(name, DeliveryPolicies.ofSubscription(text, where));
        return;
      }
      case ROLE -> {
        boolean isRole = Arn.parse(text).filter(arn -> arn.service().equals("iam")).isPresent();
        if (!isRole || !protocol.equals(FIREHOSE)) {
          throw SnsFaults.invalid(where + ROLE);
        }
      }
      case Subscription.REPLAY_POLICY -> {
        if (text.isEmpty() || text.equals("{}")) {
          attributes.remove(name);
          return;
        }
        if (ReplayPolicy.parse(text) == null) {
          throw SnsFaults.invalid(where + name);
        }
      }
      default -> throw SnsFaults.notDone("The attribute " + name + " of subscriptions");
    }
    attributes.put(name, text);
  }

  private static EventPattern filter(String text, String where) {
    try {
      return EventPattern.compile(text);
    } catch (PatternFault fault) {
      throw SnsFaults.invalid(where + "FilterPolicy: " + fault.getMessage());
    }
  }

  private static void checkFilter(String text, String where) {
    if (MessageText.sizeBytes(text) > TopicQuotas.MAX_FILTER_BYTES) {
      // In which words AWS says so is not published.
      throw SnsFaults.invalid(where + "FilterPolicy: Filter policy is too large");
    }
    EventPattern pattern = filter(text, where);
    if (pattern.fieldCount() > TopicQuotas.MAX_FILTER_KEYS) {
      throw SnsFaults.invalid(where + "FilterPolicy: Filter policy can not have more than 5 keys");
    }
    boolean isTooComplex =
        pattern.combinations() > TopicQuotas.MAX_FILTER_COMBINATIONS
            || pattern.wildcardPoints() > TopicQuotas.MAX_WILDCARD_POINTS
            || pattern.asterisks() > TopicQuotas.MAX_ASTERISKS;
    if (isTooComplex) {
      throw SnsFaults.invalid(where + "FilterPolicy: Filter policy is too complex");
    }
  }

  /**
   * The queue of a RedrivePolicy.
   *
   * @throws AwsError InvalidParameter
   */
  static Arn deadLetterQueue(String text, String where) {
    JsonNode policy;
    try {
      policy = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw SnsFaults.invalid(where + "RedrivePolicy: failed to parse JSON. " + e.getMessage());
    }
    for (String name : (Iterable<String>) policy::fieldNames) {
      if (!name.equals(DEAD_LETTER_QUEUE)) {
        throw SnsFaults.invalid(
            where + "RedrivePolicy: invalid JSON. Attribute " + name + " is unknown.");
      }
    }
    return Arn.parse(policy.path(DEAD_LETTER_QUEUE).asText(""))
        .filter(known -> known.service().equals("sqs"))
        .orElseThrow(
            () ->
                SnsFaults.invalid(
                    where + "RedrivePolicy: " + DEAD_LETTER_QUEUE + " is an invalid arn"));
  }

  private static void checkTogether(Map<String, String> attributes, String where) {
    String policy = attributes.get(Subscription.FILTER_POLICY);
    boolean isOfBody =
        Subscription.MESSAGE_BODY.equals(attributes.get(Subscription.FILTER_POLICY_SCOPE));
    if (policy != null && !isOfBody && filter(policy, where).depth() > 1) {
      throw SnsFaults.invalid(where + NESTED);
    }
  }

  /** Whether an existing subscription has the attributes of a repeated Subscribe. */
  static boolean isAsGiven(Subscription known, Map<String, String> given) {
    Map<String, String> has = known.settings().attributes();
    return given.entrySet().stream()
        .allMatch(
            entry -> {
              String name = entry.getKey();
              String value = has.getOrDefault(name, defaultOf(name));
              return isSame(value, entry.getValue());
            });
  }

  private static boolean isSame(String one, String other) {
    if (one == null || one.equals(other)) {
      return one != null;
    }
    JsonNode json = JsonDocument.COMMON.find(one).orElse(null);
    return json != null && json.equals(JsonDocument.COMMON.find(other).orElse(null));
  }

  private static String defaultOf(String name) {
    return switch (name) {
      case Subscription.RAW_MESSAGE_DELIVERY -> "false";
      case Subscription.FILTER_POLICY_SCOPE -> Subscription.MESSAGE_ATTRIBUTES;
      default -> null;
    };
  }

  /** The attributes of a subscription as in GetSubscriptionAttributes. */
  static Map<String, String> show(Topic topic, Subscription subscription) {
    SubscriptionRecord record = subscription.settings();
    Map<String, String> shown = new TreeMap<>(record.attributes());
    shown.putIfAbsent(Subscription.RAW_MESSAGE_DELIVERY, "false");
    if (shown.containsKey(Subscription.FILTER_POLICY)) {
      shown.put(Subscription.FILTER_POLICY_SCOPE, subscription.filterScope());
    } else {
      shown.remove(Subscription.FILTER_POLICY_SCOPE);
    }
    shown.put("SubscriptionArn", subscription.arn());
    shown.put("TopicArn", topic.arn());
    shown.put("Protocol", record.protocol());
    shown.put("Endpoint", record.endpoint());
    shown.put("Owner", record.owner());
    shown.put("SubscriptionPrincipal", record.principal());
    SubscriptionRecord.Confirmation confirmation = record.confirmation();
    shown.put("ConfirmationWasAuthenticated", Boolean.toString(confirmation.wasAuthenticated()));
    shown.put("PendingConfirmation", Boolean.toString(confirmation.isPending()));
    if (record.protocol().startsWith("http")) {
      shown.put(
          "EffectiveDeliveryPolicy",
          DeliveryPolicies.effective(
              topic.settings().attributes().get(Subscription.DELIVERY_POLICY),
              record.attributes().get(Subscription.DELIVERY_POLICY)));
    }
    return shown;
  }
}
