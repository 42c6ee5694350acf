package dev.brume.logs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.logs.api.CreateLogStreamRequest;
import dev.brume.logs.api.DeleteLogStreamRequest;
import dev.brume.logs.api.DescribeLogStreamsRequest;
import dev.brume.logs.api.DescribeLogStreamsResponse;
import dev.brume.logs.api.LogStream;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.engine.LogEventPosition;
import dev.brume.logs.engine.LogGroupRecord;
import dev.brume.logs.engine.LogStreamRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Log streams. */
final class LogStreamOperations {
  private static final String BY_TIME = "LastEventTime";

  private final LogGroupFinder finder;

  LogStreamOperations(LogGroupFinder finder) {
    this.finder = finder;
  }

  Unit createLogStream(RequestContext context, CreateLogStreamRequest input) {
    return finder.with(
        context.scope(),
        input.logGroupName(),
        (region, group) -> {
          if (region.stream(group.name(), input.logStreamName()) != null) {
            throw LogsErrors.resourceAlreadyExistsException(
                "The specified log stream already exists");
          }
          region.putStream(
              group.name(), new LogStreamRecord(input.logStreamName(), region.nowMillis(), -1, 0));
          return Unit.INSTANCE;
        });
  }

  Unit deleteLogStream(RequestContext context, DeleteLogStreamRequest input) {
    return finder.with(
        context.scope(),
        input.logGroupName(),
        (region, group) -> {
          if (region.stream(group.name(), input.logStreamName()) == null) {
            throw LogsRefusals.noStream();
          }
          region.removeStream(group, input.logStreamName());
          return Unit.INSTANCE;
        });
  }

  DescribeLogStreamsResponse describeLogStreams(
      RequestContext context, DescribeLogStreamsRequest input) {
    String name =
        LogGroupFinder.name(context.scope(), input.logGroupName(), input.logGroupIdentifier());
    String prefix = input.logStreamNamePrefix();
    boolean byTime = BY_TIME.equals(input.orderBy());
    boolean descending = Boolean.TRUE.equals(input.descending());
    if (byTime && prefix != null) {
      throw LogsRefusals.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeLogStreams",
            LogsRefusals::invalidToken,
            context.scope(),
            name,
            prefix,
            byTime,
            descending);
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    return finder.with(
        context.scope(),
        name,
        (region, group) -> {
          Function<LogStreamRecord, String> place =
              byTime ? stream -> timePlace(region, group, stream) : LogStreamRecord::name;
          Comparator<String> order =
              descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
          Stream<LogStreamRecord> rest =
              region.streams(group.name()).stream()
                  .filter(stream -> prefix == null || stream.name().startsWith(prefix))
                  .filter(
                      stream ->
                          position.isEmpty() || order.compare(place.apply(stream), position) > 0)
                  .sorted(Comparator.comparing(place, order));
          Page<LogStream> page =
              tokens
                  .page(rest, limit, place)
                  .map(stream -> show(context.scope(), region, group, stream));
          return DescribeLogStreamsResponse.builder()
              .logStreams(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  /** Streams without events sort first. */
  private static String timePlace(LogsRegion region, LogGroupRecord group, LogStreamRecord stream) {
    Long last = region.edge(group.name(), stream.name(), true);
    return String.format(Locale.ROOT, "%019d/%s", last == null ? 0 : last + 1, stream.name());
  }

  /** AWS reports every stream's size as zero since 2019. */
  private static LogStream show(
      Scope scope, LogsRegion region, LogGroupRecord group, LogStreamRecord stream) {
    boolean isNew = stream.lastIngestedMillis() < 0;
    return LogStream.builder()
        .logStreamName(stream.name())
        .creationTime(stream.createdMillis())
        .firstEventTimestamp(region.edge(group.name(), stream.name(), false))
        .lastEventTimestamp(region.edge(group.name(), stream.name(), true))
        .lastIngestionTime(isNew ? null : stream.lastIngestedMillis())
        .uploadSequenceToken(isNew ? null : sequenceToken(stream))
        .arn(LogsRegion.arn(scope, group.name()) + ":log-stream:" + stream.name())
        .storedBytes(0L)
        .build();
  }

  /** Still returned but unused: "The sequence token is now ignored". */
  static String sequenceToken(LogStreamRecord stream) {
    return new LogEventPosition(stream.lastIngestedMillis(), stream.lastSequence()).id();
  }
}
