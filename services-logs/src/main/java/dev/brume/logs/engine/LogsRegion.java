package dev.brume.logs.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryRules;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.SortedTable;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The log groups of an account in a region. Used within {@link #call}, which holds its lock;
 * finding a group deletes its expired events.
 */
public final class LogsRegion implements AutoCloseable {
  private static final String BY_STREAM = "stream";

  private final Object lock = new Object();
  private final Tables tables;
  private final Surroundings surroundings;
  private final Table<String, LogGroupRecord> records;
  private final LogsPolicies policies;
  private final TaskQueue<DeliveryTask> deliveries;
  private final LogsExports exports;
  private final NavigableMap<String, LogGroupRecord> groups = new TreeMap<>();

  private LogsRegion(Scope scope, Tables tables, Surroundings surroundings, LogsExporter exporter) {
    this.tables = tables;
    this.surroundings = surroundings;
    records = tables.table(LogsTables.GROUPS, "");
    policies = new LogsPolicies(tables);
    records.forEach(groups::put);
    groups.keySet().forEach(this::byStream);
    deliveries =
        new Deliveries(surroundings.ports())
            .open(LogsTables.DELIVERIES, surroundings.tasks(), tables, "", DeliveryRules.USUAL);
    exports =
        new LogsExports(
            tables,
            surroundings
                .tasks()
                .open(LogsTables.EXPORT_RUNS, tables, "", task -> exporter.run(scope, task)));
  }

  /** How the store creates regions. */
  public static RootSpec<LogsRegion> spec(Surroundings surroundings, LogsExporter exporter) {
    return new RootSpec<>(
            LogsTables.SERVICE,
            true,
            (scope, tables) -> new LogsRegion(scope, tables, surroundings, exporter))
        .withTables(LogsTables.ALL);
  }

  /** Runs a short step under the lock. */
  public <T> T call(Supplier<T> step) {
    synchronized (lock) {
      return step.get();
    }
  }

  /** The current time. */
  public long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  /** The ARN of a group, without the {@code :*} that some responses append. */
  public static String arn(Scope scope, String group) {
    return scope.colonArn(LogsTables.SERVICE, "log-group", group).toString();
  }

  /** The group, or null. */
  public LogGroupRecord find(String name) {
    LogGroupRecord group = groups.get(name);
    return group == null ? null : withoutExpired(group);
  }

  private LogGroupRecord withoutExpired(LogGroupRecord group) {
    if (group.retentionDays() == 0) {
      return group;
    }
    LogEventPosition end =
        new LogEventPosition(nowMillis() - group.retentionDays() * LogsQuotas.DAY_MILLIS, 0);
    return removeEvents(group, events(group.name()).order(), KeyRange.ALL.before(end.key()));
  }

  private LogGroupRecord removeEvents(
      LogGroupRecord group, SortedTable.Order<LogEventRecord> order, KeyRange range) {
    List<ByteKey> gone = new ArrayList<>();
    long bytes = 0;
    for (SortedTable.Entry<LogEventRecord> entry : order.scan(range)) {
      gone.add(entry.key());
      bytes += entry.value().bytes();
    }
    if (gone.isEmpty()) {
      return group;
    }
    gone.forEach(events(group.name())::remove);
    LogGroupRecord left =
        group.withEvents(Math.max(0, group.storedBytes() - bytes), group.lastSequence());
    put(left);
    return left;
  }

  /** The groups in name order, after {@code afterName}. */
  public Stream<LogGroupRecord> list(String afterName) {
    return List.copyOf(groups.tailMap(afterName, false).keySet()).stream().map(this::find);
  }

  /** The number of groups. */
  public int count() {
    return groups.size();
  }

  /** Adds or replaces a group. */
  public void put(LogGroupRecord group) {
    records.put(group.name(), group);
    groups.put(group.name(), group);
  }

  /** Removes a group with its streams, events and filters; returns whether it existed. */
  public boolean remove(String name) {
    tables.drop(LogsTables.STREAMS, name);
    tables.drop(LogsTables.EVENTS, name);
    tables.drop(LogsTables.SUBSCRIPTIONS, name);
    tables.drop(LogsTables.METRIC_FILTERS, name);
    tables.drop(LogsTables.GROUP_POLICIES, name);
    groups.remove(name);
    return records.remove(name) != null;
  }

  private Table<String, LogStreamRecord> streamTable(String group) {
    return tables.table(LogsTables.STREAMS, group);
  }

  private SortedTable<LogEventRecord> events(String group) {
    return tables.sorted(LogsTables.EVENTS, group);
  }

  private SortedTable.Order<LogEventRecord> byStream(String group) {
    return events(group).index(BY_STREAM, event -> event.position().keyIn(event.stream()));
  }

  /** The stream, or null. */
  public LogStreamRecord stream(String group, String name) {
    return streamTable(group).get(name);
  }

  /** The streams of a group in name order. */
  public List<LogStreamRecord> streams(String group) {
    List<LogStreamRecord> all = new ArrayList<>();
    streamTable(group).forEach((name, stream) -> all.add(stream));
    all.sort(Comparator.comparing(LogStreamRecord::name));
    return all;
  }

  /** Adds or replaces a stream. */
  public void putStream(String group, LogStreamRecord stream) {
    streamTable(group).put(stream.name(), stream);
  }

  /** Removes a stream and its events. */
  public void removeStream(LogGroupRecord group, String name) {
    removeEvents(group, byStream(group.name()), rangeOf(name));
    streamTable(group.name()).remove(name);
  }

  private static KeyRange rangeOf(String stream) {
    return KeyRange.startingWith(ByteKey.builder().text(stream).build());
  }

  /**
   * Appends an event to an existing stream.
   *
   * @param timestamp in milliseconds
   */
  public LogEventRecord append(String group, String stream, long timestamp, String message) {
    LogGroupRecord owner = groups.get(group);
    long sequence = owner.lastSequence() + 1;
    long now = nowMillis();
    LogEventRecord event = new LogEventRecord(stream, timestamp, now, sequence, message);
    byStream(group);
    events(group).put(event.position().key(), event);
    put(owner.withEvents(owner.storedBytes() + event.bytes(), sequence));
    LogStreamRecord known = stream(group, stream);
    putStream(group, new LogStreamRecord(stream, known.createdMillis(), now, sequence));
    return event;
  }

  /** The subscription filters of a group in name order. */
  public List<SubscriptionFilterRecord> subscriptions(String group) {
    return sorted(tables.table(LogsTables.SUBSCRIPTIONS, group), SubscriptionFilterRecord::name);
  }

  public void putSubscription(String group, SubscriptionFilterRecord filter) {
    tables.table(LogsTables.SUBSCRIPTIONS, group).put(filter.name(), filter);
  }

  /** Removes a subscription filter; returns whether it existed. */
  public boolean removeSubscription(String group, String name) {
    return tables.table(LogsTables.SUBSCRIPTIONS, group).remove(name) != null;
  }

  /** Schedules a delivery to a subscriber. */
  public Long deliver(DeliveryTask task) {
    return deliveries.add(task);
  }

  /** The metric filters of a group in name order. */
  public List<MetricFilterRecord> metricFilters(String group) {
    return sorted(tables.table(LogsTables.METRIC_FILTERS, group), MetricFilterRecord::name);
  }

  public void putMetricFilter(String group, MetricFilterRecord filter) {
    tables.table(LogsTables.METRIC_FILTERS, group).put(filter.name(), filter);
  }

  /** Removes a metric filter; returns whether it existed. */
  public boolean removeMetricFilter(String group, String name) {
    return tables.table(LogsTables.METRIC_FILTERS, group).remove(name) != null;
  }

  private static <V> List<V> sorted(Table<String, V> table, Function<V, String> name) {
    List<V> all = new ArrayList<>();
    table.forEach((key, value) -> all.add(value));
    all.sort(Comparator.comparing(name));
    return all;
  }

  /** The destination, or null. */
  public LogsDestinationRecord destination(String name) {
    return tables.table(LogsTables.DESTINATIONS, "").get(name);
  }

  /** All destinations in name order. */
  public List<LogsDestinationRecord> destinations() {
    return sorted(tables.table(LogsTables.DESTINATIONS, ""), LogsDestinationRecord::name);
  }

  public void putDestination(LogsDestinationRecord destination) {
    tables.table(LogsTables.DESTINATIONS, "").put(destination.name(), destination);
  }

  public void removeDestination(String name) {
    tables.table(LogsTables.DESTINATIONS, "").remove(name);
  }

  /** The deliveries of vended logs. */
  public LogsDeliveries deliveries() {
    return new LogsDeliveries(tables);
  }

  /** The export tasks. */
  public LogsExports exports() {
    return exports;
  }

  /** The query that is kept, or null. */
  public LogsQueryDefinitionRecord queryDefinition(String id) {
    return tables.table(LogsTables.QUERY_DEFINITIONS, "").get(id);
  }

  /** All queries that are kept by id. */
  public List<LogsQueryDefinitionRecord> queryDefinitions() {
    return sorted(tables.table(LogsTables.QUERY_DEFINITIONS, ""), LogsQueryDefinitionRecord::id);
  }

  public void putQueryDefinition(LogsQueryDefinitionRecord definition) {
    tables.table(LogsTables.QUERY_DEFINITIONS, "").put(definition.id(), definition);
  }

  /** Removes a query that is kept; returns whether it was there. */
  public boolean removeQueryDefinition(String id) {
    return tables.table(LogsTables.QUERY_DEFINITIONS, "").remove(id) != null;
  }

  /** The query, or null. */
  public LogsQueryRecord query(String id) {
    return tables.table(LogsTables.QUERIES, "").get(id);
  }

  /** All stored queries. */
  public List<LogsQueryRecord> queries() {
    return sorted(tables.table(LogsTables.QUERIES, ""), LogsQueryRecord::id);
  }

  /** Stores a query and drops the oldest beyond the limit. */
  public void putQuery(LogsQueryRecord query) {
    Table<String, LogsQueryRecord> table = tables.table(LogsTables.QUERIES, "");
    table.put(query.id(), query.at(nowMillis()));
    List<LogsQueryRecord> all = queries();
    if (all.size() > LogsQuotas.QUERIES) {
      all.stream()
          .min(Comparator.comparingLong(LogsQueryRecord::createdMillis))
          .ifPresent(oldest -> table.remove(oldest.id()));
    }
  }

  /**
   * A snapshot of a stream's events from one position (inclusive) to another (exclusive).
   *
   * @param backwards whether the latest event is first
   */
  public Stream<LogEventRecord> read(
      String group,
      String stream,
      LogEventPosition from,
      LogEventPosition before,
      boolean backwards) {
    KeyRange range = rangeOf(stream).from(from.keyIn(stream)).before(before.keyIn(stream));
    return scan(byStream(group), range, backwards);
  }

  /** The same for all streams of a group. */
  public Stream<LogEventRecord> readAll(
      String group, LogEventPosition from, LogEventPosition before, boolean backwards) {
    KeyRange range = KeyRange.ALL.from(from.key()).before(before.key());
    return scan(events(group).order(), range, backwards);
  }

  private static Stream<LogEventRecord> scan(
      SortedTable.Order<LogEventRecord> order, KeyRange range, boolean backwards) {
    return StreamSupport.stream(
            (backwards ? order.scanBackwards(range) : order.scan(range)).spliterator(), false)
        .map(SortedTable.Entry::value);
  }

  /** The timestamp of a stream's first or last event; null if it has none. */
  public Long edge(String group, String stream, boolean last) {
    return scan(byStream(group), rangeOf(stream), last)
        .findFirst()
        .map(LogEventRecord::timestamp)
        .orElse(null);
  }

  /** The policies of the account and of groups. */
  public LogsPolicies policies() {
    return policies;
  }

  @Override
  public void close() {
    deliveries.close();
    exports.close();
  }
}
