package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.dynamodb.api.ContributorInsightsAction;
import dev.brume.dynamodb.api.ContributorInsightsMode;
import dev.brume.dynamodb.api.ContributorInsightsStatus;
import dev.brume.dynamodb.api.ContributorInsightsSummary;
import dev.brume.dynamodb.api.DescribeContributorInsightsInput;
import dev.brume.dynamodb.api.DescribeContributorInsightsOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.ListContributorInsightsInput;
import dev.brume.dynamodb.api.ListContributorInsightsOutput;
import dev.brume.dynamodb.api.UpdateContributorInsightsInput;
import dev.brume.dynamodb.api.UpdateContributorInsightsOutput;
import dev.brume.dynamodb.engine.InsightsSetting;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.item.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Enables and disables Contributor Insights. The rules have CloudWatch's names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights_HowItWorks.html">CloudWatch
 *     Contributor Insights for DynamoDB: how it works</a>
 */
final class ContributorInsightsOperations {
  private static final int DEFAULT_LIMIT = 100;
  private static final String RULE = "DynamoDBContributorInsights-";

  private final TableFinder tables;

  ContributorInsightsOperations(TableFinder tables) {
    this.tables = tables;
  }

  private static TableRecord checked(TableFinder.TableLocation place, String indexName) {
    TableRecord table = place.describedTable().record();
    if (indexName != null && table.index(indexName) == null) {
      throw DynamoDbErrors.resourceNotFoundException(
          "Requested resource not found: Index: " + indexName + " not found");
    }
    return table;
  }

  private static InsightsSetting setting(TableRecord table, String indexName) {
    for (InsightsSetting setting : table.settings().insights()) {
      if (Objects.equals(setting.indexName(), indexName)) {
        return setting;
      }
    }
    return null;
  }

  DescribeContributorInsightsOutput describeContributorInsights(
      RequestContext context, DescribeContributorInsightsInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    TableRecord table = checked(place, input.indexName());
    InsightsSetting setting = setting(table, input.indexName());
    DescribeContributorInsightsOutput.Builder output =
        DescribeContributorInsightsOutput.builder()
            .tableName(place.name())
            .indexName(input.indexName());
    if (setting == null) {
      return output.contributorInsightsStatus(ContributorInsightsStatus.DISABLED).build();
    }
    output.lastUpdateDateTime(Instant.ofEpochMilli(setting.changedMillis()));
    if (!setting.enabled()) {
      return output.contributorInsightsStatus(ContributorInsightsStatus.DISABLED).build();
    }
    return output
        .contributorInsightsStatus(ContributorInsightsStatus.ENABLED)
        .contributorInsightsMode(setting.mode())
        .contributorInsightsRuleList(rules(table, setting))
        .build();
  }

  /**
   * The names of the rules: for partition keys and, with a sort key, for both keys; for accessed
   * and for throttled keys.
   */
  private static List<String> rules(TableRecord table, InsightsSetting setting) {
    boolean sorted =
        setting.indexName() == null
            ? !table.key().sort().isEmpty()
            : !table.index(setting.indexName()).key().sort().isEmpty();
    boolean accessed = ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS.equals(setting.mode());
    String end =
        "-"
            + table.name()
            + (setting.indexName() == null ? "" : "-" + setting.indexName())
            + "-"
            + setting.changedMillis();
    List<String> rules = new ArrayList<>();
    for (String keys : sorted ? new String[] {"PK", "SK"} : new String[] {"PK"}) {
      if (accessed) {
        rules.add(RULE + keys + "C" + end);
      }
      rules.add(RULE + keys + "T" + end);
    }
    return rules;
  }

  UpdateContributorInsightsOutput updateContributorInsights(
      RequestContext context, UpdateContributorInsightsInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    checked(place, input.indexName());
    boolean enabled = input.contributorInsightsAction().equals(ContributorInsightsAction.ENABLE);
    String mode =
        input.contributorInsightsMode() == null
            ? ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS
            : input.contributorInsightsMode();
    InsightsSetting setting =
        new InsightsSetting(input.indexName(), enabled, mode, place.region().nowMillis());
    place
        .region()
        .change(
            place.name(),
            table -> {
              List<InsightsSetting> changed = new ArrayList<>(table.settings().insights());
              changed.removeIf(each -> Objects.equals(each.indexName(), setting.indexName()));
              changed.add(setting);
              return table.withSettings(
                  table.settings().toBuilder().insights(List.copyOf(changed)).build());
            });
    return UpdateContributorInsightsOutput.builder()
        .tableName(place.name())
        .indexName(input.indexName())
        .contributorInsightsStatus(
            enabled ? ContributorInsightsStatus.ENABLING : ContributorInsightsStatus.DISABLING)
        .contributorInsightsMode(enabled ? mode : null)
        .build();
  }

  ListContributorInsightsOutput listContributorInsights(
      RequestContext context, ListContributorInsightsInput input) {
    Stream<ItemTable> of =
        input.tableName() == null
            ? tables.region(context).all().stream()
            : Stream.of(tables.place(context, input.tableName()).describedTable());
    PageTokens tokens =
        PageTokens.of(
            TableFinder.SERVICE,
            "ListContributorInsights",
            // AWS's error text is not known.
            () -> Validation.error("Invalid NextToken"),
            context.scope(),
            input.tableName());
    String after = tokens.position(input.nextToken());
    boolean limited = input.maxResults() != null && input.maxResults() > 0;
    PageTokens.Page<ContributorInsightsSummary> page =
        tokens.page(
            of.flatMap(table -> summaries(table.record()))
                .filter(summary -> position(summary).compareTo(after) > 0),
            limited ? input.maxResults() : DEFAULT_LIMIT,
            ContributorInsightsOperations::position);
    return ListContributorInsightsOutput.builder()
        .contributorInsightsSummaries(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static String position(ContributorInsightsSummary summary) {
    return summary.tableName() + "/" + (summary.indexName() == null ? "" : summary.indexName());
  }

  private static Stream<ContributorInsightsSummary> summaries(TableRecord table) {
    return table.settings().insights().stream()
        .map(
            setting ->
                ContributorInsightsSummary.builder()
                    .tableName(table.name())
                    .indexName(setting.indexName())
                    .contributorInsightsStatus(
                        setting.enabled()
                            ? ContributorInsightsStatus.ENABLED
                            : ContributorInsightsStatus.DISABLED)
                    .contributorInsightsMode(setting.enabled() ? setting.mode() : null)
                    .build())
        .sorted(Comparator.comparing(ContributorInsightsOperations::position));
  }
}
