package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.message.MessageText;
import dev.brume.core.scope.Arn;
import dev.brume.sns.engine.DataProtection;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicArchive;
import dev.brume.sns.engine.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Parses and shows topics' attributes. If AWS's text for an invalid value is not known, it is
 * {@code Invalid parameter:} and the attribute's name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html">SetTopicAttributes</a>
 */
final class TopicAttributes {
  static final String FIFO_TOPIC = "FifoTopic";
  private static final String DISPLAY_NAME = "DisplayName";
  private static final String TRACING = "TracingConfig";
  private static final String DELIVERY_POLICY = "DeliveryPolicy";

  /** "Up to 100 characters long." */
  private static final int MAX_DISPLAY_NAME_LENGTH = 100;

  private static final Pattern FEEDBACK =
      Pattern.compile(
          "(HTTP|Firehose|Lambda|Application|SQS)"
              + "(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn)");

  private static final String SAMPLE_RATE = "SampleRate";

  /** "An integer value 0-100"; empty takes the rate away. */
  static final Pattern PERCENT = Pattern.compile("0*(100|[0-9]{1,2})|");

  /** "By default, SignatureVersion is set to 1", "TracingConfig is set to PassThrough". */
  private static final Map<String, String> DEFAULTS =
      Map.of(Topic.SIGNATURE_VERSION, "1", TRACING, "PassThrough");

  private static final Set<String> TRUTHS = Set.of("true", "false");

  private TopicAttributes() {}

  /** Checks the attributes of a new topic; returns their stored form. */
  static Map<String, String> ofNew(String name, Map<String, String> given) {
    Map<String, String> attributes = new TreeMap<>();
    boolean isFifo = name.endsWith(TopicRecord.FIFO_SUFFIX);
    given.forEach(
        (attribute, value) -> {
          if (!attribute.equals(FIFO_TOPIC)) {
            attributes.put(attribute, checked(attribute, value, isFifo, "Attributes Reason: "));
          }
        });
    attributes.entrySet().removeIf(entry -> isUnset(entry.getKey(), entry.getValue()));
    return attributes;
  }

  /** Whether a checked value takes its attribute away. */
  static boolean isUnset(String attribute, String value) {
    return value.isEmpty() && !attribute.equals(DISPLAY_NAME);
  }

  /**
   * Checks a value; returns its stored form.
   *
   * @throws AwsError InvalidParameter
   */
  static String checked(String attribute, String value, boolean isFifo) {
    return checked(attribute, value, isFifo, "");
  }

  private static String checked(String name, String value, boolean isFifo, String where) {
    String text = value == null ? "" : value;
    return switch (name) {
      case DISPLAY_NAME -> {
        require(MessageText.sizeBytes(text) <= MAX_DISPLAY_NAME_LENGTH, where, name);
        yield text;
      }
      case TopicPolicy.POLICY -> TopicPolicy.checked(text);
      case DELIVERY_POLICY -> DeliveryPolicies.checked(text);
      case Topic.SIGNATURE_VERSION -> {
        require(text.equals("1") || text.equals("2"), where, name);
        yield text;
      }
      case TRACING -> {
        require(text.equals("PassThrough") || text.equals("Active"), where, name);
        yield text;
      }
      case "KmsMasterKeyId" -> text;
      case Topic.CONTENT_BASED_DEDUPLICATION -> {
        if (!isFifo) {
          throw SnsFaults.invalid(
              where + "Content-based deduplication can only be set for FIFO topics");
        }
        require(TRUTHS.contains(text), where, name);
        yield text;
      }
      case Topic.FIFO_THROUGHPUT_SCOPE -> {
        require(isFifo && (text.equals("Topic") || text.equals("MessageGroup")), where, name);
        yield text;
      }
      case TopicArchive.POLICY -> {
        Duration retention = isFifo ? TopicArchive.retention(text) : null;
        require(retention != null, where, name);
        yield retention.isZero() ? "" : text;
      }
      default -> {
        if (!FEEDBACK.matcher(name).matches()) {
          throw where.isEmpty()
              ? SnsFaults.invalidAttributeName()
              : SnsFaults.invalid(where + "Unknown attribute " + name);
        }
        boolean isValid =
            name.endsWith(SAMPLE_RATE) ? PERCENT.matcher(text).matches() : isRoleOrEmpty(text);
        require(isValid, where, name);
        yield text;
      }
    };
  }

  /** Empty takes a role away. */
  static boolean isRoleOrEmpty(String text) {
    return text.isEmpty()
        || Arn.parse(text)
            .filter(arn -> arn.service().equals("iam") && arn.resource().startsWith("role/"))
            .isPresent();
  }

  private static void require(boolean isValid, String where, String name) {
    if (!isValid) {
      throw SnsFaults.invalid(where + name);
    }
  }

  /** Whether an existing topic has the attributes of a repeated CreateTopic. */
  static boolean isAsGiven(Topic topic, Map<String, String> given) {
    Map<String, String> shown = show(topic);
    shown.putAll(topic.settings().attributes());
    DEFAULTS.forEach(shown::putIfAbsent);
    return given.entrySet().stream()
        .allMatch(entry -> entry.getValue().equals(shown.get(entry.getKey())));
  }

  /** The attributes of a topic as in GetTopicAttributes. */
  static Map<String, String> show(Topic topic) {
    TopicRecord record = topic.settings();
    Map<String, String> shown = new TreeMap<>(record.attributes());
    shown.remove(DataProtection.POLICY);
    long archiveBegins = topic.archiveBeginsMillis();
    if (archiveBegins > 0) {
      shown.put("BeginningArchiveTime", Instant.ofEpochMilli(archiveBegins).toString());
    }
    shown.put("TopicArn", topic.arn());
    shown.put("Owner", topic.account());
    shown.put(TopicPolicy.POLICY, TopicPolicy.textOf(topic));
    shown.putIfAbsent(DISPLAY_NAME, "");
    int pending = topic.pendingSubscriptions();
    int confirmed = topic.subscriptions().size() - pending;
    shown.put("SubscriptionsConfirmed", Integer.toString(confirmed));
    shown.put("SubscriptionsPending", Integer.toString(pending));
    shown.put("SubscriptionsDeleted", Long.toString(topic.deletedSubscriptions()));
    shown.put(
        "EffectiveDeliveryPolicy",
        DeliveryPolicies.effective(record.attributes().get(DELIVERY_POLICY)));
    if (record.isFifo()) {
      shown.put(FIFO_TOPIC, "true");
      shown.putIfAbsent(Topic.CONTENT_BASED_DEDUPLICATION, "false");
    }
    return shown;
  }
}
