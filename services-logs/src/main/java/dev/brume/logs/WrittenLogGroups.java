package dev.brume.logs;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.port.LogTarget;
import dev.brume.core.scope.Scope;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogGroupRecord;
import dev.brume.logs.engine.LogStreamRecord;
import dev.brume.logs.engine.LogsRegion;
import dev.brume.logs.tail.LiveTails;
import java.util.List;
import java.util.Map;

/** Keeps what other services log; makes the groups and streams that are not there. */
final class WrittenLogGroups implements LogTarget {
  private final LogGroupFinder finder;
  private final StoreSection section;
  private final LiveTails tails;

  WrittenLogGroups(LogGroupFinder finder, StoreSection section, LiveTails tails) {
    this.finder = finder;
    this.tails = tails;
    this.section = section;
  }

  @Override
  public void write(Scope scope, String group, String stream, List<String> messages) {
    section.run(
        () -> {
          LogsRegion region = finder.region(scope);
          List<LogEventRecord> written = region.call(() -> append(region, group, stream, messages));
          new SubscriptionEvents(scope, group, stream).publish(region, written);
          tails.publish(scope, group, written);
        });
  }

  private static List<LogEventRecord> append(
      LogsRegion region, String group, String stream, List<String> messages) {
    long now = region.nowMillis();
    if (region.find(group) == null) {
      region.put(new LogGroupRecord(group, now, 0, "STANDARD", 0, 0, Map.of(), false, null));
    }
    if (region.stream(group, stream) == null) {
      region.putStream(group, new LogStreamRecord(stream, now, -1, 0));
    }
    return messages.stream().map(text -> region.append(group, stream, now, text)).toList();
  }
}
