package dev.brume.logs.engine;

import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.TableSpec;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The tables of CloudWatch Logs. */
final class LogsTables {
  static final String SERVICE = "logs";

  /** The owner of the tables of a region. */
  static final String REGION = "";

  /** Groups by name; per region. */
  static final TableSpec<String, LogGroupRecord> GROUPS =
      new TableSpec<>(SERVICE, "groups", String.class, LogGroupRecord.class);

  /** Streams by name; per group. */
  static final TableSpec<String, LogStreamRecord> STREAMS =
      new TableSpec<>(SERVICE, "streams", String.class, LogStreamRecord.class);

  /** Events by time and number; per group. */
  static final TableSpec<ByteKey, LogEventRecord> EVENTS =
      TableSpec.sorted(SERVICE, "events", LogEventRecord.class);

  /** Resource policies by name; per region. */
  static final TableSpec<String, LogsPolicyRecord> POLICIES =
      new TableSpec<>(SERVICE, "policies", String.class, LogsPolicyRecord.class);

  /** Account policies by type and name; per region. */
  static final TableSpec<String, AccountPolicyRecord> ACCOUNT_POLICIES =
      new TableSpec<>(SERVICE, "account-policies", String.class, AccountPolicyRecord.class);

  /** Policies of a group by kind; per group. */
  static final TableSpec<String, LogGroupPolicyRecord> GROUP_POLICIES =
      new TableSpec<>(SERVICE, "group-policies", String.class, LogGroupPolicyRecord.class);

  /** Subscription filters by name; per group. */
  static final TableSpec<String, SubscriptionFilterRecord> SUBSCRIPTIONS =
      new TableSpec<>(SERVICE, "subscriptions", String.class, SubscriptionFilterRecord.class);

  /** Metric filters by name; per group. */
  static final TableSpec<String, MetricFilterRecord> METRIC_FILTERS =
      new TableSpec<>(SERVICE, "metric-filters", String.class, MetricFilterRecord.class);

  /** Destinations by name; per region. */
  static final TableSpec<String, LogsDestinationRecord> DESTINATIONS =
      new TableSpec<>(SERVICE, "destinations", String.class, LogsDestinationRecord.class);

  /** Queries by id; per region. */
  static final TableSpec<String, LogsQueryRecord> QUERIES =
      new TableSpec<>(SERVICE, "queries", String.class, LogsQueryRecord.class);

  /** Sources of vended logs by name; per region. */
  static final TableSpec<String, LogsDeliverySourceRecord> DELIVERY_SOURCES =
      new TableSpec<>(SERVICE, "delivery-sources", String.class, LogsDeliverySourceRecord.class);

  /** Destinations of vended logs by name; per region. */
  static final TableSpec<String, LogsDeliveryDestinationRecord> DELIVERY_DESTINATIONS =
      new TableSpec<>(
          SERVICE, "delivery-destinations", String.class, LogsDeliveryDestinationRecord.class);

  /** Deliveries of vended logs by id; per region. */
  static final TableSpec<String, LogsDeliveryRecord> VENDED =
      new TableSpec<>(SERVICE, "vended", String.class, LogsDeliveryRecord.class);

  /** Queries that are kept by id; of the region. */
  static final TableSpec<String, LogsQueryDefinitionRecord> QUERY_DEFINITIONS =
      new TableSpec<>(SERVICE, "query-definitions", String.class, LogsQueryDefinitionRecord.class);

  /** Export tasks by id; of the region. */
  static final TableSpec<String, LogsExportRecord> EXPORTS =
      new TableSpec<>(SERVICE, "exports", String.class, LogsExportRecord.class);

  /** Exports that are to be done. */
  static final TaskSpec<LogsExportRun> EXPORT_RUNS =
      TaskSpec.of(SERVICE, "export-runs", LogsExportRun.class)
          .retriedBy(RetryPolicy.attempts(10, Duration.ofSeconds(1)));

  /** What subscribers are to get. */
  static final TaskSpec<DeliveryTask> DELIVERIES =
      Deliveries.spec(SERVICE, "deliveries")
          .retriedBy(
              RetryPolicy.attempts(10, Duration.ofSeconds(1)).growing(2, Duration.ofMinutes(5)));

  /** The tables with this service's own record types. */
  private static final List<TableSpec<?, ?>> RECORDS =
      List.of(
          GROUPS,
          STREAMS,
          EVENTS,
          POLICIES,
          ACCOUNT_POLICIES,
          GROUP_POLICIES,
          SUBSCRIPTIONS,
          METRIC_FILTERS,
          DESTINATIONS,
          QUERIES,
          DELIVERY_SOURCES,
          DELIVERY_DESTINATIONS,
          VENDED,
          QUERY_DEFINITIONS,
          EXPORTS);

  /** All tables. */
  static final List<TableSpec<?, ?>> ALL =
      Stream.of(RECORDS, DELIVERIES.tables(), EXPORT_RUNS.tables())
          .<TableSpec<?, ?>>flatMap(List::stream)
          .toList();

  private LogsTables() {}
}
