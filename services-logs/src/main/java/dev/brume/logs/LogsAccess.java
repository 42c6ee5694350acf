package dev.brume.logs;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.scope.Arn;
import dev.brume.logs.api.LogsApi;
import dev.brume.logs.api.StartQueryRequest;
import dev.brume.logs.engine.LogGroupRecord;
import dev.brume.logs.engine.LogsRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The permissions that callers need, by identity policies. Group-level operations are checked for
 * {@code log-group:NAME:log-stream:}, which policies for {@code log-group:NAME:*} match.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Actions,
 *     resources, and condition keys for Amazon CloudWatch Logs</a>
 */
final class LogsAccess {
  private static final String SOURCE = "delivery-source";
  private static final String TARGET = "delivery-destination";
  private static final String DELIVERY = "delivery";

  private final LogGroupFinder finder;

  private LogsAccess(LogGroupFinder finder) {
    this.finder = finder;
  }

  static ServiceAccess of(LogGroupFinder finder) {
    AccessTable table = new LogsAccess(finder).table();
    addDeliveries(table);
    addOthers(table);
    return table;
  }

  private AccessTable table() {
    return aroundEvents(events());
  }

  private AccessTable events() {
    return new AccessTable("logs")
        .on(LogsApi.CREATE_LOG_GROUP, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.DELETE_LOG_GROUP, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.PUT_RETENTION_POLICY, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(
            LogsApi.DELETE_RETENTION_POLICY,
            (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.TAG_LOG_GROUP, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.UNTAG_LOG_GROUP, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.LIST_TAGS_LOG_GROUP, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.TAG_RESOURCE, (context, in) -> group(context, in.resourceArn()))
        .on(LogsApi.UNTAG_RESOURCE, (context, in) -> group(context, in.resourceArn()))
        .on(LogsApi.LIST_TAGS_FOR_RESOURCE, (context, in) -> group(context, in.resourceArn()))
        .on(
            LogsApi.CREATE_LOG_STREAM,
            (context, in) -> stream(context, in.logGroupName(), in.logStreamName()))
        .on(
            LogsApi.DELETE_LOG_STREAM,
            (context, in) -> stream(context, in.logGroupName(), in.logStreamName()))
        .on(
            LogsApi.PUT_LOG_EVENTS,
            (context, in) -> stream(context, in.logGroupName(), in.logStreamName()))
        .on(
            LogsApi.DESCRIBE_LOG_STREAMS,
            (context, in) ->
                stream(context, name(context, in.logGroupName(), in.logGroupIdentifier()), ""))
        .on(
            LogsApi.FILTER_LOG_EVENTS,
            (context, in) ->
                stream(context, name(context, in.logGroupName(), in.logGroupIdentifier()), ""))
        .on(
            LogsApi.GET_LOG_EVENTS,
            (context, in) ->
                stream(
                    context,
                    name(context, in.logGroupName(), in.logGroupIdentifier()),
                    in.logStreamName()));
  }

  /** What keys and indexes of groups need. */
  private AccessTable keysAndIndexes(AccessTable table) {
    return table
        .on(
            LogsApi.ASSOCIATE_KMS_KEY,
            (context, in) ->
                stream(
                    context,
                    LogGroupKeys.group(context, in.logGroupName(), in.resourceIdentifier()),
                    ""))
        .on(
            LogsApi.DISASSOCIATE_KMS_KEY,
            (context, in) ->
                stream(
                    context,
                    LogGroupKeys.group(context, in.logGroupName(), in.resourceIdentifier()),
                    ""))
        .on(
            LogsApi.PUT_INDEX_POLICY,
            (context, in) -> stream(context, name(context, null, in.logGroupIdentifier()), ""))
        .on(
            LogsApi.DELETE_INDEX_POLICY,
            (context, in) -> stream(context, name(context, null, in.logGroupIdentifier()), ""))
        .onMany(
            LogsApi.DESCRIBE_INDEX_POLICIES,
            (context, in) ->
                in.logGroupIdentifiers().stream()
                    .map(each -> name(context, null, each))
                    .map(
                        group ->
                            new AccessQuery(
                                "logs:DescribeIndexPolicies", stream(context, group, "")))
                    .toList())
        .onMany(
            LogsApi.DESCRIBE_FIELD_INDEXES,
            (context, in) ->
                in.logGroupIdentifiers().stream()
                    .map(each -> name(context, null, each))
                    .map(
                        group ->
                            new AccessQuery(
                                "logs:DescribeFieldIndexes", stream(context, group, "")))
                    .toList());
  }

  private AccessTable aroundEvents(AccessTable table) {
    return keysAndIndexes(table)
        .onMany(
            LogsApi.PUT_SUBSCRIPTION_FILTER,
            (context, in) ->
                passing(
                    in.roleArn(), "PutSubscriptionFilter", stream(context, in.logGroupName(), "")))
        .on(
            LogsApi.DESCRIBE_SUBSCRIPTION_FILTERS,
            (context, in) -> stream(context, in.logGroupName(), ""))
        .on(
            LogsApi.DELETE_SUBSCRIPTION_FILTER,
            (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.PUT_METRIC_FILTER, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.DELETE_METRIC_FILTER, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(LogsApi.CREATE_EXPORT_TASK, (context, in) -> stream(context, in.logGroupName(), ""))
        .on(
            LogsApi.PUT_LOG_GROUP_DELETION_PROTECTION,
            (context, in) -> stream(context, name(context, null, in.logGroupIdentifier()), ""))
        .on(
            LogsApi.GET_LOG_GROUP_FIELDS,
            (context, in) ->
                stream(context, name(context, in.logGroupName(), in.logGroupIdentifier()), ""))
        .on(
            LogsApi.DESCRIBE_METRIC_FILTERS,
            (context, in) ->
                stream(context, in.logGroupName() == null ? "" : in.logGroupName(), ""))
        .onMany(LogsApi.START_QUERY, this::query)
        .onMany(
            LogsApi.START_LIVE_TAIL,
            (context, in) ->
                in.logGroupIdentifiers().stream()
                    .map(arn -> new AccessQuery("logs:StartLiveTail", group(context, arn)))
                    .toList())
        .on(LogsApi.DESCRIBE_LOG_GROUPS, (context, in) -> stream(context, "", ""));
  }

  /** The action, and "the iam:PassRole permission" where a role is passed. */
  private static List<AccessQuery> passing(String roleArn, String action, AccessTarget target) {
    AccessQuery query = new AccessQuery("logs:" + action, target);
    return roleArn == null
        ? List.of(query)
        : List.of(query, AccessQuery.passingRole(roleArn, "logs.amazonaws.com"));
  }

  /** What destinations, and deliveries of vended logs, need. */
  private static void addDeliveries(AccessTable table) {
    table
        .onMany(
            LogsApi.PUT_DESTINATION,
            (context, in) ->
                passing(in.roleArn(), "PutDestination", destination(context, in.destinationName())))
        .on(
            LogsApi.PUT_DESTINATION_POLICY,
            (context, in) -> destination(context, in.destinationName()))
        .on(LogsApi.DELETE_DESTINATION, (context, in) -> destination(context, in.destinationName()))
        .on(LogsApi.PUT_DELIVERY_SOURCE, (context, in) -> own(context, SOURCE, in.name()))
        .on(LogsApi.GET_DELIVERY_SOURCE, (context, in) -> own(context, SOURCE, in.name()))
        .on(LogsApi.DELETE_DELIVERY_SOURCE, (context, in) -> own(context, SOURCE, in.name()))
        .on(LogsApi.PUT_DELIVERY_DESTINATION, (context, in) -> own(context, TARGET, in.name()))
        .on(LogsApi.GET_DELIVERY_DESTINATION, (context, in) -> own(context, TARGET, in.name()))
        .on(LogsApi.DELETE_DELIVERY_DESTINATION, (context, in) -> own(context, TARGET, in.name()))
        .on(
            LogsApi.PUT_DELIVERY_DESTINATION_POLICY,
            (context, in) -> own(context, TARGET, in.deliveryDestinationName()))
        .on(
            LogsApi.GET_DELIVERY_DESTINATION_POLICY,
            (context, in) -> own(context, TARGET, in.deliveryDestinationName()))
        .on(
            LogsApi.DELETE_DELIVERY_DESTINATION_POLICY,
            (context, in) -> own(context, TARGET, in.deliveryDestinationName()))
        .on(LogsApi.GET_DELIVERY, (context, in) -> own(context, DELIVERY, in.id()))
        .on(LogsApi.DELETE_DELIVERY, (context, in) -> own(context, DELIVERY, in.id()))
        .on(LogsApi.UPDATE_DELIVERY_CONFIGURATION, (context, in) -> own(context, DELIVERY, in.id()))
        .onMany(
            LogsApi.CREATE_DELIVERY,
            (context, in) ->
                List.of(
                    // A new delivery has no id yet.
                    new AccessQuery("logs:CreateDelivery", own(context, DELIVERY, "*")),
                    new AccessQuery(
                        "logs:CreateDelivery", own(context, SOURCE, in.deliverySourceName())),
                    new AccessQuery("logs:CreateDelivery", byArn(in.deliveryDestinationArn()))));
  }

  private static void addOthers(AccessTable table) {
    table.onAny(
        LogsApi.CANCEL_EXPORT_TASK,
        LogsApi.DELETE_ACCOUNT_POLICY,
        LogsApi.DESCRIBE_ACCOUNT_POLICIES,
        LogsApi.PUT_ACCOUNT_POLICY,
        LogsApi.DELETE_QUERY_DEFINITION,
        LogsApi.DELETE_RESOURCE_POLICY,
        LogsApi.DESCRIBE_DELIVERIES,
        LogsApi.DESCRIBE_DELIVERY_DESTINATIONS,
        LogsApi.DESCRIBE_DELIVERY_SOURCES,
        LogsApi.DESCRIBE_DESTINATIONS,
        LogsApi.DESCRIBE_EXPORT_TASKS,
        LogsApi.DESCRIBE_QUERIES,
        LogsApi.DESCRIBE_QUERY_DEFINITIONS,
        LogsApi.DESCRIBE_RESOURCE_POLICIES,
        LogsApi.GET_LOG_RECORD,
        LogsApi.GET_QUERY_RESULTS,
        LogsApi.LIST_LOG_GROUPS,
        LogsApi.LIST_LOG_GROUPS_FOR_QUERY,
        LogsApi.PUT_QUERY_DEFINITION,
        LogsApi.PUT_RESOURCE_POLICY,
        LogsApi.STOP_QUERY,
        LogsApi.TEST_METRIC_FILTER);
  }

  private List<AccessQuery> query(RequestContext context, StartQueryRequest input) {
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
          .forEach(each -> names.add(LogGroupFinder.name(context.scope(), null, each)));
    }
    return names.stream()
        .map(name -> new AccessQuery("logs:StartQuery", stream(context, name, "")))
        .toList();
  }

  private static AccessTarget destination(RequestContext context, String name) {
    return own(context, "destination", name);
  }

  private static AccessTarget own(RequestContext context, String type, String name) {
    return AccessTarget.of(
        context.scope().colonArn("logs", type, name).toString(), context.scope().account());
  }

  private static AccessTarget byArn(String arn) {
    return AccessTarget.of(arn, Arn.parse(arn).map(Arn::account).orElse(null));
  }

  private static String name(RequestContext context, String name, String identifier) {
    return LogGroupFinder.name(context.scope(), name, identifier);
  }

  private AccessTarget group(RequestContext context, String arn) {
    return target(context, LogGroupFinder.nameOfArn(context.scope(), arn), "");
  }

  private AccessTarget stream(RequestContext context, String name, String stream) {
    return target(context, name, ":log-stream:" + stream);
  }

  private AccessTarget target(RequestContext context, String name, String rest) {
    LogsRegion region = finder.region(context.scope());
    LogGroupRecord found = region.call(() -> region.find(name));
    Map<String, String> tags = found == null ? Map.of() : found.tags();
    return AccessTarget.of(LogsRegion.arn(context.scope(), name) + rest, context.scope().account())
        .with(ContextKeys.builder().tags("aws:ResourceTag/", tags).build());
  }
}
