package dev.brume.logs;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.LogTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.logs.api.LogsApi;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.delivery.DeliveryDestinationOperations;
import dev.brume.logs.delivery.DeliveryOperations;
import dev.brume.logs.delivery.DeliverySourceOperations;
import dev.brume.logs.export.ExportTaskOperations;
import dev.brume.logs.insights.LogRecordOperations;
import dev.brume.logs.insights.QueryDefinitionOperations;
import dev.brume.logs.insights.QueryOperations;
import dev.brume.logs.policy.AccountPolicyOperations;
import dev.brume.logs.policy.IndexPolicyOperations;
import dev.brume.logs.tail.LiveTailOperation;
import dev.brume.logs.tail.LiveTails;
import java.util.List;

/**
 * Amazon CloudWatch Logs: groups, streams, events, filters, destinations, queries and the resource
 * policies of the account. All other operations answer 501.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html">CloudWatch
 *     Logs API reference</a>
 */
public final class LogsService implements Service {
  private final LogGroupFinder finder;
  private final LogTarget logTarget;
  private final Ports ports;
  private final Ids ids;
  private final LiveTails tails = new LiveTails();
  private final Surroundings surroundings;

  /** Creates the service; all state is in the store. */
  public LogsService(Surroundings surroundings) {
    this.surroundings = surroundings;
    finder = new LogGroupFinder(surroundings);
    ports = surroundings.ports();
    ids = surroundings.ids();
    logTarget =
        new WrittenLogGroups(
            finder, new StoreSection(surroundings.store(), surroundings.outbox()), tails);
  }

  /** Log groups as other services write to them. */
  public LogTarget logTarget() {
    return logTarget;
  }

  LiveTailOperation liveTail() {
    return new LiveTailOperation(finder, tails, surroundings);
  }

  @Override
  public ServiceSchema schema() {
    return LogsApi.SERVICE;
  }

  /**
   * The usual text, with the service's own error code except for deliveries of vended logs, whose
   * formats are listed in AWS's order. Metric transformations are printed with their unit before
   * their dimensions (recorded on AWS in February 2026).
   */
  @Override
  public AwsError constraintError(List<Violation> violations, RequestContext context) {
    if (context.operation().name().contains("Deliver")) {
      return LogsErrors.validationException(
          Service.super
              .constraintError(violations, context)
              .getMessage()
              .replace("[json, plain, w3c, raw, parquet]", "[w3c, raw, json, plain, parquet]"));
    }
    String text = Service.super.constraintError(violations, context).getMessage();
    return LogsRefusals.invalid(
        text.replaceAll("(dimensions=(?:null|\\{[^}]*})), (unit=[^,)]*)", "$2, $1"));
  }

  @Override
  public void bind(Binder binder) {
    LogGroupKeys keys = new LogGroupKeys(finder, ports);
    binder.on(LogsApi.ASSOCIATE_KMS_KEY, keys::associateKmsKey);
    binder.on(LogsApi.DISASSOCIATE_KMS_KEY, keys::disassociateKmsKey);
    LogGroupOperations groups = new LogGroupOperations(finder, keys);
    binder.on(LogsApi.CREATE_LOG_GROUP, groups::createLogGroup);
    binder.on(LogsApi.LIST_LOG_GROUPS, groups::listLogGroups);
    binder.on(LogsApi.PUT_LOG_GROUP_DELETION_PROTECTION, groups::putLogGroupDeletionProtection);
    binder.on(LogsApi.DELETE_LOG_GROUP, groups::deleteLogGroup);
    binder.on(LogsApi.DESCRIBE_LOG_GROUPS, groups::describeLogGroups);
    binder.on(LogsApi.PUT_RETENTION_POLICY, groups::putRetentionPolicy);
    binder.on(LogsApi.DELETE_RETENTION_POLICY, groups::deleteRetentionPolicy);
    LogGroupTagOperations tags = new LogGroupTagOperations(finder);
    binder.on(LogsApi.TAG_RESOURCE, tags::tagResource);
    binder.on(LogsApi.UNTAG_RESOURCE, tags::untagResource);
    binder.on(LogsApi.LIST_TAGS_FOR_RESOURCE, tags::listTagsForResource);
    binder.on(LogsApi.TAG_LOG_GROUP, tags::tagLogGroup);
    binder.on(LogsApi.UNTAG_LOG_GROUP, tags::untagLogGroup);
    binder.on(LogsApi.LIST_TAGS_LOG_GROUP, tags::listTagsLogGroup);
    LogStreamOperations streams = new LogStreamOperations(finder);
    binder.on(LogsApi.CREATE_LOG_STREAM, streams::createLogStream);
    binder.on(LogsApi.DELETE_LOG_STREAM, streams::deleteLogStream);
    binder.on(LogsApi.DESCRIBE_LOG_STREAMS, streams::describeLogStreams);
    binder.on(LogsApi.PUT_LOG_EVENTS, new PutLogEventsOperation(finder, tails)::putLogEvents);
    binder.on(LogsApi.GET_LOG_EVENTS, new GetLogEventsOperation(finder)::getLogEvents);
    binder.onBackground(
        LogsApi.FILTER_LOG_EVENTS, new FilterLogEventsOperation(finder)::filterLogEvents);
    binder.on(LogsApi.START_LIVE_TAIL, liveTail()::startLiveTail);
    ExportTaskOperations exports = new ExportTaskOperations(finder, surroundings);
    binder.onAsync(LogsApi.CREATE_EXPORT_TASK, exports::createExportTask);
    binder.on(LogsApi.DESCRIBE_EXPORT_TASKS, exports::describeExportTasks);
    binder.on(LogsApi.CANCEL_EXPORT_TASK, exports::cancelExportTask);
    bindFilters(binder);
    bindPolicies(binder);
  }

  private void bindPolicies(Binder binder) {
    LogsPolicyOperations policies = new LogsPolicyOperations(finder);
    binder.on(LogsApi.PUT_RESOURCE_POLICY, policies::putResourcePolicy);
    binder.on(LogsApi.DESCRIBE_RESOURCE_POLICIES, policies::describeResourcePolicies);
    binder.on(LogsApi.DELETE_RESOURCE_POLICY, policies::deleteResourcePolicy);
    AccountPolicyOperations account = new AccountPolicyOperations(finder);
    binder.on(LogsApi.PUT_ACCOUNT_POLICY, account::putAccountPolicy);
    binder.on(LogsApi.DESCRIBE_ACCOUNT_POLICIES, account::describeAccountPolicies);
    binder.on(LogsApi.DELETE_ACCOUNT_POLICY, account::deleteAccountPolicy);
    IndexPolicyOperations indexes = new IndexPolicyOperations(finder);
    binder.on(LogsApi.PUT_INDEX_POLICY, indexes::putIndexPolicy);
    binder.on(LogsApi.DESCRIBE_INDEX_POLICIES, indexes::describeIndexPolicies);
    binder.on(LogsApi.DELETE_INDEX_POLICY, indexes::deleteIndexPolicy);
    binder.on(LogsApi.DESCRIBE_FIELD_INDEXES, indexes::describeFieldIndexes);
  }

  private void bindFilters(Binder binder) {
    SubscriptionFilterOperations subscriptions = new SubscriptionFilterOperations(finder, ports);
    binder.on(LogsApi.PUT_SUBSCRIPTION_FILTER, subscriptions::putSubscriptionFilter);
    binder.on(LogsApi.DESCRIBE_SUBSCRIPTION_FILTERS, subscriptions::describeSubscriptionFilters);
    binder.on(LogsApi.DELETE_SUBSCRIPTION_FILTER, subscriptions::deleteSubscriptionFilter);
    MetricFilterOperations metrics = new MetricFilterOperations(finder);
    binder.on(LogsApi.PUT_METRIC_FILTER, metrics::putMetricFilter);
    binder.on(LogsApi.DESCRIBE_METRIC_FILTERS, metrics::describeMetricFilters);
    binder.on(LogsApi.DELETE_METRIC_FILTER, metrics::deleteMetricFilter);
    binder.on(LogsApi.TEST_METRIC_FILTER, metrics::testMetricFilter);
    DestinationOperations destinations = new DestinationOperations(finder, ports);
    binder.on(LogsApi.PUT_DESTINATION, destinations::putDestination);
    binder.on(LogsApi.PUT_DESTINATION_POLICY, destinations::putDestinationPolicy);
    binder.on(LogsApi.DESCRIBE_DESTINATIONS, destinations::describeDestinations);
    binder.on(LogsApi.DELETE_DESTINATION, destinations::deleteDestination);
    bindDeliveries(binder);
    QueryOperations queries = new QueryOperations(finder, ids);
    binder.onBackground(LogsApi.START_QUERY, queries::startQuery);
    QueryDefinitionOperations definitions = new QueryDefinitionOperations(finder, ids);
    binder.on(LogsApi.PUT_QUERY_DEFINITION, definitions::putQueryDefinition);
    binder.on(LogsApi.DESCRIBE_QUERY_DEFINITIONS, definitions::describeQueryDefinitions);
    binder.on(LogsApi.DELETE_QUERY_DEFINITION, definitions::deleteQueryDefinition);
    LogRecordOperations records = new LogRecordOperations(finder);
    binder.on(LogsApi.GET_LOG_RECORD, records::getLogRecord);
    binder.on(LogsApi.GET_LOG_GROUP_FIELDS, records::getLogGroupFields);
    binder.on(LogsApi.LIST_LOG_GROUPS_FOR_QUERY, records::listLogGroupsForQuery);
    binder.on(LogsApi.GET_QUERY_RESULTS, queries::getQueryResults);
    binder.on(LogsApi.STOP_QUERY, queries::stopQuery);
    binder.on(LogsApi.DESCRIBE_QUERIES, queries::describeQueries);
  }

  private void bindDeliveries(Binder binder) {
    DeliveryDestinationOperations destinations = new DeliveryDestinationOperations(finder);
    binder.on(LogsApi.PUT_DELIVERY_DESTINATION, destinations::putDeliveryDestination);
    binder.on(LogsApi.GET_DELIVERY_DESTINATION, destinations::getDeliveryDestination);
    binder.on(LogsApi.DESCRIBE_DELIVERY_DESTINATIONS, destinations::describeDeliveryDestinations);
    binder.on(LogsApi.DELETE_DELIVERY_DESTINATION, destinations::deleteDeliveryDestination);
    binder.on(LogsApi.PUT_DELIVERY_DESTINATION_POLICY, destinations::putDeliveryDestinationPolicy);
    binder.on(LogsApi.GET_DELIVERY_DESTINATION_POLICY, destinations::getDeliveryDestinationPolicy);
    binder.on(
        LogsApi.DELETE_DELIVERY_DESTINATION_POLICY, destinations::deleteDeliveryDestinationPolicy);
    DeliverySourceOperations sources = new DeliverySourceOperations(finder);
    binder.on(LogsApi.PUT_DELIVERY_SOURCE, sources::putDeliverySource);
    binder.on(LogsApi.GET_DELIVERY_SOURCE, sources::getDeliverySource);
    binder.on(LogsApi.DESCRIBE_DELIVERY_SOURCES, sources::describeDeliverySources);
    binder.on(LogsApi.DELETE_DELIVERY_SOURCE, sources::deleteDeliverySource);
    DeliveryOperations deliveries = new DeliveryOperations(finder, ids);
    binder.on(LogsApi.CREATE_DELIVERY, deliveries::createDelivery);
    binder.on(LogsApi.GET_DELIVERY, deliveries::getDelivery);
    binder.on(LogsApi.DESCRIBE_DELIVERIES, deliveries::describeDeliveries);
    binder.on(LogsApi.DELETE_DELIVERY, deliveries::deleteDelivery);
    binder.on(LogsApi.UPDATE_DELIVERY_CONFIGURATION, deliveries::updateDeliveryConfiguration);
  }

  /** Live tails would last for hours. */
  @Override
  public void endWaits() {
    tails.end();
  }

  @Override
  public void resume() {
    finder.resume();
  }

  @Override
  public ServiceAccess access() {
    return LogsAccess.of(finder);
  }
}
