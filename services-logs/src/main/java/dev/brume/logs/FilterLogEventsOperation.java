package dev.brume.logs;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.logs.api.FilterLogEventsRequest;
import dev.brume.logs.api.FilterLogEventsResponse;
import dev.brume.logs.api.FilteredLogEvent;
import dev.brume.logs.engine.LogEventPosition;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogGroupRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import dev.brume.logs.pattern.LogPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches the events of a group, earliest first.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
final class FilterLogEventsOperation {
  private final LogGroupFinder finder;

  FilterLogEventsOperation(LogGroupFinder finder) {
    this.finder = finder;
  }

  FilterLogEventsResponse filterLogEvents(
      RequestContext context, FilterLogEventsRequest input, StoreSection section) {
    String name =
        LogGroupFinder.name(context.scope(), input.logGroupName(), input.logGroupIdentifier());
    List<String> streams = input.logStreamNames();
    String prefix = input.logStreamNamePrefix();
    if (streams != null && prefix != null) {
      throw LogsRefusals.invalid(
          "LogStream names and LogStream name prefix are mutually exclusive parameters.");
    }
    if (input.startFromHead() != null) {
      throw LogsRefusals.unbuilt("The parameter startFromHead is not implemented.");
    }
    LogPattern pattern = LogsRefusals.pattern(input.filterPattern());
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "FilterLogEvents",
            LogsRefusals::invalidToken,
            context.scope(),
            name,
            streams,
            prefix,
            input.filterPattern(),
            input.startTime(),
            input.endTime());
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.READ_EVENTS : input.limit();
    section.run(() -> requireStreams(context, name, streams));
    LogEventPosition from =
        position.isEmpty()
            ? new LogEventPosition(input.startTime() == null ? 0 : input.startTime(), 0)
            : LogEventPosition.ofId(position).orElseThrow(LogsRefusals::invalidToken).next();
    long end = input.endTime() == null ? Long.MAX_VALUE : input.endTime();
    LogEventPosition before = new LogEventPosition(end, Long.MAX_VALUE);
    List<LogEventRecord> found = new ArrayList<>();
    long bytes = 0;
    LogEventPosition last = from;
    for (int slices = 0; slices < LogsQuotas.SEARCHED_SLICES; slices++) {
      LogEventPosition start = from;
      List<LogEventRecord> slice =
          section.call(
              () ->
                  finder.with(
                      context.scope(),
                      name,
                      (region, group) -> slice(region, group, start, before)));
      for (LogEventRecord event : slice) {
        boolean wanted =
            (streams == null || streams.contains(event.stream()))
                && (prefix == null || event.stream().startsWith(prefix))
                && pattern.matches(event.message());
        if (wanted
            && (found.size() == limit || bytes + event.bytes() > LogsQuotas.READ_BYTES)
            && !found.isEmpty()) {
          return answer(found, tokens.after(found.getLast().position().id()));
        }
        if (wanted) {
          found.add(event);
          bytes += event.bytes();
        }
        from = event.position().next();
      }
      if (slice.size() < LogsQuotas.SLICE_EVENTS) {
        return answer(found, null);
      }
      last = slice.getLast().position();
    }
    return answer(found, tokens.after(last.id()));
  }

  private void requireStreams(RequestContext context, String name, List<String> streams) {
    finder.with(
        context.scope(),
        name,
        (region, group) -> {
          if (streams != null
              && streams.stream().anyMatch(each -> region.stream(group.name(), each) == null)) {
            throw LogsRefusals.noStream();
          }
          return group;
        });
  }

  /** One slice of the events, which bounds the time that the lock is held. */
  private static List<LogEventRecord> slice(
      LogsRegion region, LogGroupRecord group, LogEventPosition from, LogEventPosition before) {
    return region
        .readAll(group.name(), from, before, false)
        .limit(LogsQuotas.SLICE_EVENTS)
        .toList();
  }

  /** The list of searched streams is always empty, as on AWS since 2020. */
  private static FilterLogEventsResponse answer(List<LogEventRecord> page, String token) {
    return FilterLogEventsResponse.builder()
        .events(page.stream().map(FilterLogEventsOperation::show).toList())
        .searchedLogStreams(List.of())
        .nextToken(token)
        .build();
  }

  private static FilteredLogEvent show(LogEventRecord event) {
    return FilteredLogEvent.builder()
        .logStreamName(event.stream())
        .timestamp(event.timestamp())
        .message(event.message())
        .ingestionTime(event.ingestedMillis())
        .eventId(event.position().id())
        .build();
  }
}
