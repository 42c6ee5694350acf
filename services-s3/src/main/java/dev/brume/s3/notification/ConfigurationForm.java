package dev.brume.s3.notification;

import dev.brume.core.id.Ids;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.FilterRule;
import dev.brume.s3.api.FilterRuleName;
import dev.brume.s3.api.NotificationConfiguration;
import dev.brume.s3.api.NotificationConfigurationFilter;
import dev.brume.s3.api.S3KeyFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Normalizes configurations to the form in which they are stored and returned. */
final class ConfigurationForm {
  private static final int MAX_VALUE_BYTES = 1024;

  private final Ids ids;

  ConfigurationForm(Ids ids) {
    this.ids = ids;
  }

  /** The same with an id for each, and with S3's spelling of filter names. */
  NotificationConfiguration of(NotificationConfiguration given) {
    return given.toBuilder()
        .topicConfigurations(
            NotificationRule.listed(given.topicConfigurations()).stream()
                .map(topic -> topic.toBuilder().id(id(topic.id())).filter(filter(topic.filter())))
                .map(topic -> topic.build())
                .toList())
        .queueConfigurations(
            NotificationRule.listed(given.queueConfigurations()).stream()
                .map(queue -> queue.toBuilder().id(id(queue.id())).filter(filter(queue.filter())))
                .map(queue -> queue.build())
                .toList())
        .lambdaFunctionConfigurations(
            NotificationRule.listed(given.lambdaFunctionConfigurations()).stream()
                .map(one -> one.toBuilder().id(id(one.id())).filter(filter(one.filter())))
                .map(one -> one.build())
                .toList())
        .build();
  }

  /** S3 generates ids of 48 characters: a UUID in Base64. */
  private String id(String given) {
    return given != null && !given.isEmpty()
        ? given
        : Base64.getEncoder().encodeToString(ids.uuid().getBytes(StandardCharsets.US_ASCII));
  }

  private static NotificationConfigurationFilter filter(NotificationConfigurationFilter given) {
    List<FilterRule> parts = new ArrayList<>();
    for (FilterRule part : NotificationRule.parts(given)) {
      FilterRule named = part(part);
      if (parts.stream().anyMatch(other -> other.name().equals(named.name()))) {
        String name = named.name().equals(NotificationRule.PREFIX) ? "prefix" : "suffix";
        throw S3Refusals.invalidArgument(
            "Cannot specify more than one " + name + " rule in a filter.",
            "FilterRule.Name",
            part.name());
      }
      parts.add(named);
    }
    return parts.isEmpty()
        ? null
        : new NotificationConfigurationFilter(new S3KeyFilter(List.copyOf(parts)));
  }

  private static FilterRule part(FilterRule given) {
    if (given.name() == null || given.value() == null) {
      throw S3Refusals.malformedXml();
    }
    if (given.value().getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES) {
      throw S3Refusals.invalidArgument(
          "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation",
          "FilterRule.Value",
          given.value());
    }
    return new FilterRule(partName(given.name()), given.value());
  }

  private static String partName(String given) {
    if (given.equalsIgnoreCase(FilterRuleName.PREFIX)) {
      return NotificationRule.PREFIX;
    }
    if (given.equalsIgnoreCase(FilterRuleName.SUFFIX)) {
      return NotificationRule.SUFFIX;
    }
    throw S3Refusals.invalidArgument(
        "filter rule name must be either prefix or suffix", "FilterRule.Name", given);
  }
}
