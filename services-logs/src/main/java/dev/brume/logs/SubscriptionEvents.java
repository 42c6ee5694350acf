package dev.brume.logs;

import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogsRegion;
import dev.brume.logs.engine.SubscriptionFilterRecord;
import dev.brume.logs.pattern.ColumnPattern;
import dev.brume.logs.pattern.InvalidPatternException;
import dev.brume.logs.pattern.LogPattern;
import dev.brume.logs.policy.AccountSubscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Delivers log events to subscription filters' targets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Log
 *     group-level subscription filters</a>
 */
final class SubscriptionEvents {
  private static final String LAMBDA = "lambda";

  private final Scope scope;
  private final String group;
  private final String stream;

  SubscriptionEvents(Scope scope, String group, String stream) {
    this.scope = scope;
    this.group = group;
    this.stream = stream;
  }

  /** Delivers events of a stream to the group's subscription filters that match them. */
  void publish(LogsRegion region, List<LogEventRecord> events) {
    if (events.isEmpty()) {
      return;
    }
    List<SubscriptionFilterRecord> filters =
        region.call(
            () ->
                Stream.concat(
                        region.subscriptions(group).stream(),
                        AccountSubscription.of(region.policies().ofAccount(), group))
                    .toList());
    for (SubscriptionFilterRecord filter : filters) {
      LogPattern pattern = pattern(filter);
      List<LogEventRecord> wanted =
          events.stream().filter(event -> pattern.matches(event.message())).toList();
      String target = wanted.isEmpty() ? null : target(region, filter.destinationArn());
      if (target != null) {
        DeliveryTask task = task(filter, target, message(filter, pattern, target, wanted));
        region.call(() -> region.deliver(task));
      }
    }
  }

  private static LogPattern pattern(SubscriptionFilterRecord filter) {
    try {
      return LogPattern.parse(filter.pattern());
    } catch (InvalidPatternException e) {
      return message -> false;
    }
  }

  /** The target stream of a destination; null if the destination does not exist. */
  private static String target(LogsRegion region, String arn) {
    Arn parsed = Arn.parse(arn).orElseThrow();
    if (!parsed.service().equals("logs")) {
      return arn;
    }
    var destination = region.call(() -> region.destination(parsed.resourceId()));
    return destination == null ? null : destination.targetArn();
  }

  private DeliveryTask task(
      SubscriptionFilterRecord filter, String target, DeliveryMessage message) {
    Sender sender =
        new Sender("logs.amazonaws.com", LogsRegion.arn(scope, group) + ":*", scope.account());
    return new DeliveryTask(target, message, sender, filter.name());
  }

  private DeliveryMessage message(
      SubscriptionFilterRecord filter,
      LogPattern pattern,
      String target,
      List<LogEventRecord> events) {
    String text =
        JsonObjectText.of(
            json -> {
              json.member("messageType", "DATA_MESSAGE")
                  .member("owner", scope.account())
                  .member("logGroup", group)
                  .member("logStream", stream)
                  .member("subscriptionFilters", JsonDocument.newArray().add(filter.name()));
              var list = JsonDocument.newArray();
              for (LogEventRecord event : events) {
                var shown = list.addObject();
                shown.put("id", event.position().id());
                shown.put("timestamp", event.timestamp());
                shown.put("message", event.message());
                if (pattern instanceof ColumnPattern) {
                  var extracted = shown.putObject("extractedFields");
                  pattern
                      .extract(event.message())
                      .forEach((name, value) -> extracted.put(name.substring(1), value));
                }
              }
              json.member("logEvents", list);
            });
    byte[] zipped = zip(text);
    if (Arn.parse(target).orElseThrow().service().equals(LAMBDA)) {
      String data = Base64.getEncoder().encodeToString(zipped);
      return DeliveryMessage.of(
          JsonObjectText.of(json -> json.object("awslogs", logs -> logs.member("data", data))));
    }
    DeliveryMessage record = DeliveryMessage.ofBytes(zipped);
    return filter.distribution().equals("Random") ? record : record.withPartitionKey(stream);
  }

  private static byte[] zip(String text) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
