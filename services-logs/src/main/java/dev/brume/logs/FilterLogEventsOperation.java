package dev.brume.logs;

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
import dev.brume.logs.engine.TermPattern;
import java.util.List;
import java.util.stream.Stream;

/**
 * Searches the events of a group, the earliest first.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
final class FilterLogEventsOperation {
  private final LogGroupFinder finder;

  FilterLogEventsOperation(LogGroupFinder finder) {
    this.finder = finder;
  }

  FilterLogEventsResponse filterLogEvents(RequestContext context, FilterLogEventsRequest input) {
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
    TermPattern pattern = pattern(input.filterPattern());
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
    return finder.with(
        context.scope(),
        name,
        (region, group) -> {
          if (streams != null
              && streams.stream().anyMatch(each -> region.stream(group.name(), each) == null)) {
            throw LogsRefusals.noStream();
          }
          Stream<LogEventRecord> found =
              events(region, group, input, position)
                  .filter(event -> streams == null || streams.contains(event.stream()))
                  .filter(event -> prefix == null || event.stream().startsWith(prefix))
                  .filter(event -> pattern.matches(event.message()));
          return answer(tokens, found.toList(), limit);
        });
  }

  private static TermPattern pattern(String text) {
    String pattern = text == null ? "" : text;
    if (TermPattern.isStructured(pattern)) {
      throw LogsRefusals.unbuilt(
          "Filter patterns of JSON, of columns and of regular expressions are not implemented.");
    }
    try {
      return TermPattern.parse(pattern);
    } catch (TermPattern.Invalid fault) {
      throw LogsRefusals.invalid(fault.getMessage());
    }
  }

  /** Events later than the end are left out. */
  private static Stream<LogEventRecord> events(
      LogsRegion region, LogGroupRecord group, FilterLogEventsRequest input, String position) {
    long start = input.startTime() == null ? 0 : input.startTime();
    long end = input.endTime() == null ? Long.MAX_VALUE : input.endTime();
    LogEventPosition from =
        position.isEmpty()
            ? new LogEventPosition(start, 0)
            : LogEventPosition.ofId(position).orElseThrow(LogsRefusals::invalidToken).next();
    LogEventPosition before = new LogEventPosition(end, Long.MAX_VALUE);
    return region.readAll(group.name(), from, before, false);
  }

  /** Streams that were searched are no longer listed, as on AWS since 2020. */
  private static FilterLogEventsResponse answer(
      PageTokens tokens, List<LogEventRecord> found, int limit) {
    List<LogEventRecord> page = GetLogEventsOperation.fitting(found.stream(), limit);
    return FilterLogEventsResponse.builder()
        .events(page.stream().map(FilterLogEventsOperation::show).toList())
        .searchedLogStreams(List.of())
        .nextToken(
            page.size() == found.size() ? null : tokens.after(page.getLast().position().id()))
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
