package dev.brume.logs.insights;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.scope.Scope;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.GetLogGroupFieldsRequest;
import dev.brume.logs.api.GetLogGroupFieldsResponse;
import dev.brume.logs.api.GetLogRecordRequest;
import dev.brume.logs.api.GetLogRecordResponse;
import dev.brume.logs.api.ListLogGroupsForQueryRequest;
import dev.brume.logs.api.ListLogGroupsForQueryResponse;
import dev.brume.logs.api.LogGroupField;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.engine.LogEventPosition;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogsQueryRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What queries find, looked at one by one: GetLogRecord, GetLogGroupFields and
 * ListLogGroupsForQuery.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogRecord.html">GetLogRecord</a>
 */
public final class LogRecordOperations {
  /** "The 15 minutes before and the 15 minutes after": what is searched for fields. */
  private static final long SEARCHED_MILLIS = 15 * 60_000L;

  private static final String SEPARATOR = "\n";
  private static final int LISTED_GROUPS = 500;

  private final LogGroupFinder groups;

  /**
   * @param groups finds log groups
   */
  public LogRecordOperations(LogGroupFinder groups) {
    this.groups = groups;
  }

  /** What queries show as {@code @ptr} of an event. */
  static String pointer(String group, LogEventRecord event) {
    String text = group + SEPARATOR + event.position().id();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static AwsError invalidPointer() {
    return LogsRefusals.invalid("The specified logRecordPointer is invalid.");
  }

  /** All fields of an event. The words of its refusals are not known. */
  public GetLogRecordResponse getLogRecord(RequestContext context, GetLogRecordRequest input) {
    LogsRefusals.refuseUnbuilt("unmask", input.unmask());
    String[] parts;
    try {
      byte[] bytes = Base64.getDecoder().decode(input.logRecordPointer());
      parts = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR);
    } catch (IllegalArgumentException notBase64) {
      throw invalidPointer();
    }
    if (parts.length != 2) {
      throw invalidPointer();
    }
    LogEventPosition position =
        LogEventPosition.ofId(parts[1]).orElseThrow(LogRecordOperations::invalidPointer);
    LogEventRecord event =
        groups.with(
            context.scope(),
            parts[0],
            (region, group) ->
                region
                    .readAll(group.name(), position, position.next(), false)
                    .findFirst()
                    .orElse(null));
    if (event == null) {
      throw LogsErrors.resourceNotFoundException("The specified log record does not exist.");
    }
    return GetLogRecordResponse.builder()
        .logRecord(QueryRow.of(event, context.scope().account(), parts[0]).fields())
        .build();
  }

  /**
   * The fields that events of a group have, with the share of events that have them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogGroupFields.html">GetLogGroupFields</a>
   */
  public GetLogGroupFieldsResponse getLogGroupFields(
      RequestContext context, GetLogGroupFieldsRequest input) {
    Scope scope = context.scope();
    String name = LogGroupFinder.name(scope, input.logGroupName(), input.logGroupIdentifier());
    LogsRegion region = groups.region(scope);
    long now = region.nowMillis();
    long from = input.time() == null ? now - SEARCHED_MILLIS : input.time() - SEARCHED_MILLIS / 2;
    long to = input.time() == null ? now : input.time() + SEARCHED_MILLIS / 2;
    List<LogEventRecord> events =
        groups.with(
            scope,
            name,
            (found, group) ->
                found
                    .readAll(
                        group.name(),
                        new LogEventPosition(Math.max(0, from), 0),
                        new LogEventPosition(to, Long.MAX_VALUE),
                        true)
                    .limit(LogsQuotas.SLICE_EVENTS)
                    .toList());
    Map<String, Integer> counts = new TreeMap<>();
    for (LogEventRecord event : events) {
      QueryRow.of(event, scope.account(), name)
          .fields()
          .keySet()
          .forEach(field -> counts.merge(field, 1, Integer::sum));
    }
    counts.remove("@ptr");
    return GetLogGroupFieldsResponse.builder()
        .logGroupFields(
            counts.entrySet().stream()
                .sorted(Comparator.comparing(field -> -field.getValue()))
                .map(
                    field ->
                        LogGroupField.builder()
                            .name(field.getKey())
                            .percent(100 * field.getValue() / events.size())
                            .build())
                .toList())
        .build();
  }

  /**
   * The groups that a query was about.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListLogGroupsForQuery.html">ListLogGroupsForQuery</a>
   */
  public ListLogGroupsForQueryResponse listLogGroupsForQuery(
      RequestContext context, ListLogGroupsForQueryRequest input) {
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "ListLogGroupsForQuery",
            LogsRefusals::invalidToken,
            context.scope(),
            input.queryId());
    String position = tokens.position(input.nextToken());
    LogsRegion region = groups.region(context.scope());
    LogsQueryRecord query = region.call(() -> region.query(input.queryId()));
    if (query == null) {
      throw LogsErrors.resourceNotFoundException("The specified query does not exist.");
    }
    PageTokens.Page<String> page =
        tokens.page(
            query.groups().stream().sorted().filter(group -> group.compareTo(position) > 0),
            input.maxResults() == null ? LISTED_GROUPS : input.maxResults(),
            group -> group);
    return ListLogGroupsForQueryResponse.builder()
        .logGroupIdentifiers(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
