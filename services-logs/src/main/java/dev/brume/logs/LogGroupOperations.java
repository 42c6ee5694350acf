package dev.brume.logs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.logs.api.CreateLogGroupRequest;
import dev.brume.logs.api.DeleteLogGroupRequest;
import dev.brume.logs.api.DeleteRetentionPolicyRequest;
import dev.brume.logs.api.DescribeLogGroupsRequest;
import dev.brume.logs.api.DescribeLogGroupsResponse;
import dev.brume.logs.api.ListLogGroupsRequest;
import dev.brume.logs.api.ListLogGroupsResponse;
import dev.brume.logs.api.LogGroup;
import dev.brume.logs.api.LogGroupSummary;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.PutLogGroupDeletionProtectionRequest;
import dev.brume.logs.api.PutRetentionPolicyRequest;
import dev.brume.logs.engine.LogGroupRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Log groups and their retention. */
final class LogGroupOperations {
  private static final String STANDARD = "STANDARD";
  private static final List<String> CLASSES = List.of(STANDARD, "INFREQUENT_ACCESS");

  private final LogGroupFinder finder;
  private final LogGroupKeys keys;

  LogGroupOperations(LogGroupFinder finder, LogGroupKeys keys) {
    this.finder = finder;
    this.keys = keys;
  }

  Unit createLogGroup(RequestContext context, CreateLogGroupRequest input) {
    String logClass = input.logGroupClass() == null ? STANDARD : input.logGroupClass();
    if (!CLASSES.contains(logClass)) {
      throw LogsRefusals.unbuilt("Log groups of the class " + logClass + " are not implemented.");
    }
    if (input.logGroupName().startsWith("aws/")) {
      throw LogsRefusals.invalid("Log group names can't start with the string aws/");
    }
    Map<String, String> tags = LogGroupTagOperations.checked(input.tags());
    String keyArn = input.kmsKeyId() == null ? null : keys.require(context, input.kmsKeyId());
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          if (region.find(input.logGroupName()) != null) {
            throw LogsErrors.resourceAlreadyExistsException(
                "The specified log group already exists");
          }
          LogsQuotas.GROUPS.require(
              region.count() + 1,
              most -> LogsErrors.limitExceededException("Resource limit exceeded."));
          region.put(
              new LogGroupRecord(
                  input.logGroupName(),
                  region.nowMillis(),
                  0,
                  logClass,
                  0,
                  0,
                  tags,
                  Boolean.TRUE.equals(input.deletionProtectionEnabled()),
                  keyArn));
          return Unit.INSTANCE;
        });
  }

  Unit deleteLogGroup(RequestContext context, DeleteLogGroupRequest input) {
    return finder.with(
        context.scope(),
        input.logGroupName(),
        (region, group) -> {
          // AWS's words are not known.
          if (group.isProtected()) {
            throw LogsErrors.validationException(
                "The specified log group is protected from deletion.");
          }
          region.remove(group.name());
          return Unit.INSTANCE;
        });
  }

  DescribeLogGroupsResponse describeLogGroups(
      RequestContext context, DescribeLogGroupsRequest input) {
    LogsRefusals.refuseUnbuilt("accountIdentifiers", input.accountIdentifiers());
    LogsRefusals.refuseUnbuilt("includeLinkedAccounts", input.includeLinkedAccounts());
    String prefix = input.logGroupNamePrefix();
    String pattern = input.logGroupNamePattern();
    if (prefix != null && pattern != null) {
      throw LogsRefusals.invalid(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    Set<String> named = named(context, input);
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeLogGroups",
            LogsRefusals::invalidToken,
            context.scope(),
            prefix,
            pattern,
            input.logGroupClass(),
            named);
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          Page<LogGroup> page =
              tokens
                  .page(
                      region
                          .list(position)
                          .filter(group -> named == null || named.contains(group.name()))
                          .filter(group -> prefix == null || group.name().startsWith(prefix))
                          .filter(group -> pattern == null || group.name().contains(pattern))
                          .filter(
                              group ->
                                  input.logGroupClass() == null
                                      || group.logClass().equals(input.logGroupClass())),
                      limit,
                      LogGroupRecord::name)
                  .map(
                      group ->
                          show(
                              context.scope(),
                              group,
                              region.metricFilters(group.name()).size(),
                              pattern != null));
          return DescribeLogGroupsResponse.builder()
              .logGroups(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  /**
   * The groups that a request names; null if it names none. "If you specify this parameter, you
   * can't use logGroupNamePrefix or logGroupNamePattern"; AWS's words are not known.
   */
  private static Set<String> named(RequestContext context, DescribeLogGroupsRequest input) {
    if (input.logGroupIdentifiers() == null) {
      return null;
    }
    if (input.logGroupNamePrefix() != null || input.logGroupNamePattern() != null) {
      throw LogsRefusals.invalid(
          "logGroupIdentifiers can't be used with logGroupNamePrefix or logGroupNamePattern.");
    }
    return input.logGroupIdentifiers().stream()
        .map(identifier -> LogGroupFinder.name(context.scope(), null, identifier))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Groups found by a pattern are shown without their size. */
  private static LogGroup show(
      Scope scope, LogGroupRecord group, int metricFilters, boolean isByPattern) {
    String arn = LogsRegion.arn(scope, group.name());
    return LogGroup.builder()
        .logGroupName(group.name())
        .creationTime(group.createdMillis())
        .retentionInDays(group.retentionDays() == 0 ? null : group.retentionDays())
        .metricFilterCount(metricFilters)
        .arn(arn + ":*")
        .storedBytes(isByPattern ? null : group.storedBytes())
        .logGroupClass(group.logClass())
        .logGroupArn(arn)
        .kmsKeyId(group.kmsKeyArn())
        .deletionProtectionEnabled(isByPattern ? null : group.isProtected())
        .build();
  }

  /**
   * The groups whose names have a text in them; one that begins with ^ stands at their beginning,
   * and | divides such texts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListLogGroups.html">ListLogGroups</a>
   */
  ListLogGroupsResponse listLogGroups(RequestContext context, ListLogGroupsRequest input) {
    LogsRefusals.refuseUnbuilt("accountIdentifiers", input.accountIdentifiers());
    LogsRefusals.refuseUnbuilt("includeLinkedAccounts", input.includeLinkedAccounts());
    LogsRefusals.refuseUnbuilt("dataSources", input.dataSources());
    LogsRefusals.refuseUnbuilt("fieldIndexNames", input.fieldIndexNames());
    LogsRefusals.refuseUnbuilt("logGroupTags", input.logGroupTags());
    String pattern = input.logGroupNamePattern();
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "ListLogGroups",
            LogsRefusals::invalidToken,
            context.scope(),
            pattern,
            input.logGroupClass());
    String position = tokens.position(input.nextToken());
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          Page<LogGroupSummary> page =
              tokens
                  .page(
                      region
                          .list(position)
                          .filter(group -> pattern == null || isNamed(group.name(), pattern))
                          .filter(
                              group ->
                                  input.logGroupClass() == null
                                      || group.logClass().equals(input.logGroupClass())),
                      input.limit() == null ? LogsQuotas.LISTED : input.limit(),
                      LogGroupRecord::name)
                  .map(
                      group ->
                          LogGroupSummary.builder()
                              .logGroupName(group.name())
                              .logGroupArn(LogsRegion.arn(context.scope(), group.name()))
                              .logGroupClass(group.logClass())
                              .build());
          return ListLogGroupsResponse.builder()
              .logGroups(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static boolean isNamed(String name, String pattern) {
    return Arrays.stream(pattern.split("\\|"))
        .anyMatch(
            text ->
                text.startsWith("^") ? name.startsWith(text.substring(1)) : name.contains(text));
  }

  /**
   * A group can't be deleted any more, or can.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogGroupDeletionProtection.html">PutLogGroupDeletionProtection</a>
   */
  Unit putLogGroupDeletionProtection(
      RequestContext context, PutLogGroupDeletionProtectionRequest input) {
    return finder.with(
        context.scope(),
        LogGroupFinder.name(context.scope(), null, input.logGroupIdentifier()),
        (region, group) -> {
          region.put(group.withProtection(input.deletionProtectionEnabled()));
          return Unit.INSTANCE;
        });
  }

  Unit putRetentionPolicy(RequestContext context, PutRetentionPolicyRequest input) {
    int days = input.retentionInDays();
    if (!LogsQuotas.RETENTION_DAYS.contains(days)) {
      throw LogsRefusals.invalid(
          "1 validation error detected: Value '"
              + days
              + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum"
              + " value set: "
              + LogsQuotas.RETENTION_DAYS);
    }
    return retain(context, input.logGroupName(), days);
  }

  Unit deleteRetentionPolicy(RequestContext context, DeleteRetentionPolicyRequest input) {
    return retain(context, input.logGroupName(), 0);
  }

  private Unit retain(RequestContext context, String name, int days) {
    return finder.with(
        context.scope(),
        name,
        (region, group) -> {
          region.put(group.withRetention(days));
          return Unit.INSTANCE;
        });
  }
}
