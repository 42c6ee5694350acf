package dev.brume.s3.notification;

import dev.brume.s3.api.FilterRule;
import dev.brume.s3.api.NotificationConfiguration;
import dev.brume.s3.api.NotificationConfigurationFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * One notification configuration of a bucket, for any kind of destination.
 *
 * @param id null to have one generated
 * @param filter null for all keys
 */
record NotificationRule(
    DestinationKind kind,
    String id,
    String arn,
    List<String> events,
    NotificationConfigurationFilter filter) {
  static final String PREFIX = "Prefix";
  static final String SUFFIX = "Suffix";
  private static final String EVERY = "*";

  /** All rules: topics, queues, functions. */
  static List<NotificationRule> of(NotificationConfiguration configuration) {
    List<NotificationRule> rules = new ArrayList<>();
    for (var topic : listed(configuration.topicConfigurations())) {
      rules.add(
          new NotificationRule(
              DestinationKind.TOPIC, topic.id(), topic.topicArn(), topic.events(), topic.filter()));
    }
    for (var queue : listed(configuration.queueConfigurations())) {
      rules.add(
          new NotificationRule(
              DestinationKind.QUEUE, queue.id(), queue.queueArn(), queue.events(), queue.filter()));
    }
    for (var function : listed(configuration.lambdaFunctionConfigurations())) {
      rules.add(
          new NotificationRule(
              DestinationKind.FUNCTION,
              function.id(),
              function.lambdaFunctionArn(),
              function.events(),
              function.filter()));
    }
    return rules;
  }

  static <T> List<T> listed(List<T> given) {
    return given == null ? List.of() : given;
  }

  /** The parts of a filter in order. */
  static List<FilterRule> parts(NotificationConfigurationFilter filter) {
    return filter == null || filter.key() == null ? List.of() : listed(filter.key().filterRules());
  }

  /**
   * Whether an event for a key matches.
   *
   * @param event such as {@code s3:ObjectCreated:Put}
   */
  boolean matches(String event, String key) {
    return key.startsWith(part(PREFIX))
        && key.endsWith(part(SUFFIX))
        && events.stream().anyMatch(pattern -> overlap(pattern, event));
  }

  /** Whether some event would match both. */
  boolean sharesEvents(NotificationRule other) {
    return events.stream()
        .anyMatch(mine -> other.events.stream().anyMatch(theirs -> overlap(mine, theirs)));
  }

  /** Whether some key matches both filters. */
  boolean sharesKeys(NotificationRule other) {
    String prefix = part(PREFIX);
    String otherPrefix = other.part(PREFIX);
    String suffix = part(SUFFIX);
    String otherSuffix = other.part(SUFFIX);
    return (prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix))
        && (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix));
  }

  boolean isFiltered() {
    return !part(PREFIX).isEmpty() || !part(SUFFIX).isEmpty();
  }

  private String part(String name) {
    for (FilterRule part : parts(filter)) {
      if (name.equals(part.name())) {
        return part.value();
      }
    }
    return "";
  }

  private static boolean overlap(String one, String other) {
    return one.equals(other) || covers(one, other) || covers(other, one);
  }

  private static boolean covers(String pattern, String event) {
    return pattern.endsWith(EVERY)
        && event.startsWith(pattern.substring(0, pattern.length() - EVERY.length()));
  }
}
