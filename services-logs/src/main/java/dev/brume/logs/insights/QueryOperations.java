package dev.brume.logs.insights;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.scope.Scope;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.DescribeQueriesRequest;
import dev.brume.logs.api.DescribeQueriesResponse;
import dev.brume.logs.api.GetQueryResultsRequest;
import dev.brume.logs.api.GetQueryResultsResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.MalformedQueryException;
import dev.brume.logs.api.QueryCompileError;
import dev.brume.logs.api.QueryCompileErrorLocation;
import dev.brume.logs.api.QueryInfo;
import dev.brume.logs.api.QueryStatistics;
import dev.brume.logs.api.ResultField;
import dev.brume.logs.api.StartQueryRequest;
import dev.brume.logs.api.StartQueryResponse;
import dev.brume.logs.api.StopQueryRequest;
import dev.brume.logs.api.StopQueryResponse;
import dev.brume.logs.engine.LogEventPosition;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogsQueryRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Queries of Logs Insights. StartQuery runs the query to its end before it answers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html">StartQuery</a>
 */
public final class QueryOperations {
  private static final String LANGUAGE = "CWLI";
  private static final String COMPLETE = "Complete";
  private static final int MILLIS = 1000;

  private final LogGroupFinder groups;
  private final Ids ids;

  public QueryOperations(LogGroupFinder groups, Ids ids) {
    this.groups = groups;
    this.ids = ids;
  }

  /** Runs a query. Slow: it scans all events of the time range. */
  public StartQueryResponse startQuery(
      RequestContext context, StartQueryRequest input, StoreSection section) {
    if (input.queryLanguage() != null && !input.queryLanguage().equals(LANGUAGE)) {
      throw LogsRefusals.unbuilt("Queries in " + input.queryLanguage() + " are not implemented.");
    }
    List<String> names = names(context.scope(), input);
    if (input.startTime() > input.endTime()) {
      throw LogsRefusals.invalid("End time should not be before start time.");
    }
    InsightsQuery query = parse(input.queryString());
    long from = input.startTime() * MILLIS;
    long before = (input.endTime() + 1) * MILLIS;
    List<QueryRow> rows = new ArrayList<>();
    long bytes = 0;
    for (String name : names) {
      for (LogEventRecord event : events(context.scope(), name, from, before, section)) {
        rows.add(QueryRow.of(event, context.scope().account(), name));
        bytes += event.bytes();
      }
    }
    rows.sort((a, b) -> QueryValues.order(a.get("@timestamp"), b.get("@timestamp")));
    int most = input.limit() == null ? InsightsQuery.MAX_ROWS : input.limit();
    List<Map<String, String>> results = query.run(List.copyOf(rows), most);
    LogsQueryRecord record =
        new LogsQueryRecord(
            ids.uuid(),
            names,
            source(names, from, before) + input.queryString(),
            text(results),
            query.matched(results, rows.size()),
            rows.size(),
            bytes,
            0);
    return section.call(() -> keep(context.scope(), record));
  }

  private StartQueryResponse keep(Scope scope, LogsQueryRecord record) {
    LogsRegion region = groups.region(scope);
    return region.call(
        () -> {
          region.putQuery(record);
          return StartQueryResponse.builder().queryId(record.id()).build();
        });
  }

  private static String source(List<String> names, long from, long before) {
    StringBuilder source = new StringBuilder();
    names.forEach(name -> source.append("SOURCE \"").append(name).append("\" "));
    return source + "START=" + from + " END=" + (before - 1) + " | ";
  }

  private static InsightsQuery parse(String text) {
    try {
      return InsightsQuery.parse(text);
    } catch (MalformedQuery fault) {
      throw AwsError.modelled(
          MalformedQueryException.builder()
              .queryCompileError(
                  QueryCompileError.builder()
                      .message(fault.getMessage())
                      .location(
                          QueryCompileErrorLocation.builder()
                              .startCharOffset(fault.offset())
                              .endCharOffset(text.length())
                              .build())
                      .build())
              .build());
    }
  }

  private static List<String> names(Scope scope, StartQueryRequest input) {
    List<String> names = new ArrayList<>();
    if (input.logGroupName() != null) {
      names.add(input.logGroupName());
    }
    if (input.logGroupNames() != null) {
      names.addAll(input.logGroupNames());
    }
    if (input.logGroupIdentifiers() != null) {
      input
          .logGroupIdentifiers()
          .forEach(identifier -> names.add(LogGroupFinder.name(scope, null, identifier)));
    }
    if (names.isEmpty()) {
      throw LogsRefusals.invalid("No log groups are specified.");
    }
    return List.copyOf(names);
  }

  /** The events of a group, read in slices to keep the lock times short. */
  private List<LogEventRecord> events(
      Scope scope, String group, long from, long before, StoreSection section) {
    List<LogEventRecord> events = new ArrayList<>();
    LogEventPosition position = new LogEventPosition(from, 0);
    LogEventPosition end = new LogEventPosition(before, 0);
    while (position != null) {
      LogEventPosition start = position;
      List<LogEventRecord> slice =
          section.call(
              () ->
                  groups.with(
                      scope,
                      group,
                      (region, found) ->
                          region
                              .readAll(found.name(), start, end, false)
                              .limit(LogsQuotas.SLICE_EVENTS)
                              .toList()));
      events.addAll(slice);
      position = slice.size() < LogsQuotas.SLICE_EVENTS ? null : slice.getLast().position().next();
    }
    return events;
  }

  private static String text(List<Map<String, String>> results) {
    ArrayNode rows = JsonDocument.newArray();
    results.forEach(
        row -> {
          var shown = rows.addObject();
          row.forEach(shown::put);
        });
    return JsonDocument.text(rows);
  }

  private LogsQueryRecord find(LogsRegion region, String id) {
    LogsQueryRecord query = region.query(id);
    if (query == null) {
      throw LogsErrors.resourceNotFoundException("The specified query does not exist.");
    }
    return query;
  }

  public GetQueryResultsResponse getQueryResults(
      RequestContext context, GetQueryResultsRequest input) {
    LogsRefusals.refuseUnbuilt("nextToken", input.nextToken());
    LogsRegion region = groups.region(context.scope());
    LogsQueryRecord query = region.call(() -> find(region, input.queryId()));
    List<List<ResultField>> results = new ArrayList<>();
    JsonDocument.COMMON
        .find(query.results())
        .orElseThrow()
        .forEach(
            row -> {
              List<ResultField> fields = new ArrayList<>();
              row.properties()
                  .forEach(
                      field ->
                          fields.add(
                              ResultField.builder()
                                  .field(field.getKey())
                                  .value(field.getValue().asText())
                                  .build()));
              results.add(fields);
            });
    return GetQueryResultsResponse.builder()
        .queryLanguage(LANGUAGE)
        .results(results)
        .status(COMPLETE)
        .statistics(
            QueryStatistics.builder()
                .recordsMatched((double) query.matched())
                .recordsScanned((double) query.scanned())
                .bytesScanned((double) query.bytes())
                .estimatedRecordsSkipped(0.0)
                .estimatedBytesSkipped(0.0)
                .logGroupsScanned((double) query.groups().size())
                .build())
        .build();
  }

  public StopQueryResponse stopQuery(RequestContext context, StopQueryRequest input) {
    LogsRegion region = groups.region(context.scope());
    region.call(() -> find(region, input.queryId()));
    throw LogsRefusals.invalid("Query is already ended with " + COMPLETE + " status");
  }

  public DescribeQueriesResponse describeQueries(
      RequestContext context, DescribeQueriesRequest input) {
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeQueries",
            LogsRefusals::invalidToken,
            context.scope(),
            input.logGroupName(),
            input.status());
    String position = tokens.position(input.nextToken());
    int limit = input.maxResults() == null ? LogsQuotas.READ_QUERIES : input.maxResults();
    boolean none =
        input.status() != null && !input.status().equals(COMPLETE)
            || input.queryLanguage() != null && !input.queryLanguage().equals(LANGUAGE);
    LogsRegion region = groups.region(context.scope());
    var page =
        region.call(
            () ->
                tokens.page(
                    region.queries().stream()
                        .filter(query -> !none)
                        .filter(
                            query ->
                                input.logGroupName() == null
                                    || query.groups().contains(input.logGroupName()))
                        .sorted(Comparator.comparing(LogsQueryRecord::id))
                        .filter(query -> query.id().compareTo(position) > 0),
                    limit,
                    LogsQueryRecord::id));
    return DescribeQueriesResponse.builder()
        .queries(page.map(QueryOperations::show).elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static QueryInfo show(LogsQueryRecord query) {
    return QueryInfo.builder()
        .queryLanguage(LANGUAGE)
        .queryId(query.id())
        .queryString(query.text())
        .status(COMPLETE)
        .createTime(query.createdMillis())
        .logGroupName(query.groups().getFirst())
        .build();
  }
}
