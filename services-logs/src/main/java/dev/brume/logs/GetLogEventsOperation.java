package dev.brume.logs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.logs.api.GetLogEventsRequest;
import dev.brume.logs.api.GetLogEventsResponse;
import dev.brume.logs.api.OutputLogEvent;
import dev.brume.logs.engine.LogEventPosition;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogsQuotas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a stream forwards or backwards. A token is a position between two events: {@code f/}
 * continues with the events after it, {@code b/} with those before it. "If you have reached the end
 * of the stream, it returns the same token you passed in."
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">GetLogEvents</a>
 */
final class GetLogEventsOperation {
  private static final Pattern TOKEN = Pattern.compile("([fb])/(\\d{56})/s");
  private static final LogEventPosition FIRST = new LogEventPosition(0, 0);
  private static final LogEventPosition LAST = new LogEventPosition(Long.MAX_VALUE, 0);

  private final LogGroupFinder finder;

  GetLogEventsOperation(LogGroupFinder finder) {
    this.finder = finder;
  }

  /** A parsed token. */
  private record PageStart(boolean isBackwards, LogEventPosition position) {
    static PageStart of(String token) {
      Matcher matcher = TOKEN.matcher(token);
      if (!matcher.matches()) {
        throw LogsRefusals.invalidToken();
      }
      return new PageStart(
          matcher.group(1).equals("b"),
          LogEventPosition.ofId(matcher.group(2)).orElseThrow(LogsRefusals::invalidToken));
    }
  }

  GetLogEventsResponse getLogEvents(RequestContext context, GetLogEventsRequest input) {
    String name =
        LogGroupFinder.name(context.scope(), input.logGroupName(), input.logGroupIdentifier());
    PageStart place = input.nextToken() == null ? null : PageStart.of(input.nextToken());
    boolean isBackwards =
        place == null ? !Boolean.TRUE.equals(input.startFromHead()) : place.isBackwards();
    int limit = input.limit() == null ? LogsQuotas.READ_EVENTS : input.limit();
    String stream = input.logStreamName();
    return finder.with(
        context.scope(),
        name,
        (region, group) -> {
          if (region.stream(group.name(), stream) == null) {
            throw LogsRefusals.noStream();
          }
          LogEventPosition from =
              input.startTime() == null ? FIRST : new LogEventPosition(input.startTime(), 0);
          LogEventPosition before =
              input.endTime() == null ? LAST : new LogEventPosition(input.endTime(), 0);
          if (place != null && isBackwards) {
            before = LogEventPosition.earlier(before, place.position());
          } else if (place != null) {
            from = LogEventPosition.later(from, place.position());
          }
          List<LogEventRecord> events =
              new ArrayList<>(
                  fitting(region.read(group.name(), stream, from, before, isBackwards), limit));
          if (isBackwards) {
            Collections.reverse(events);
          }
          return answer(events, place);
        });
  }

  /** The first events that fit into one response. */
  static List<LogEventRecord> fitting(Stream<LogEventRecord> events, int limit) {
    List<LogEventRecord> taken = new ArrayList<>();
    long bytes = 0;
    Iterator<LogEventRecord> rest = events.iterator();
    while (taken.size() < limit && rest.hasNext()) {
      LogEventRecord event = rest.next();
      bytes += event.bytes();
      if (bytes > LogsQuotas.READ_BYTES && !taken.isEmpty()) {
        break;
      }
      taken.add(event);
    }
    return taken;
  }

  private static GetLogEventsResponse answer(List<LogEventRecord> events, PageStart place) {
    LogEventPosition here = place == null ? FIRST : place.position();
    LogEventPosition start = events.isEmpty() ? here : events.getFirst().position();
    LogEventPosition end = events.isEmpty() ? here : events.getLast().position().next();
    return GetLogEventsResponse.builder()
        .events(events.stream().map(GetLogEventsOperation::show).toList())
        .nextForwardToken("f/" + end.id() + "/s")
        .nextBackwardToken("b/" + start.id() + "/s")
        .build();
  }

  private static OutputLogEvent show(LogEventRecord event) {
    return OutputLogEvent.builder()
        .timestamp(event.timestamp())
        .message(event.message())
        .ingestionTime(event.ingestedMillis())
        .build();
  }
}
