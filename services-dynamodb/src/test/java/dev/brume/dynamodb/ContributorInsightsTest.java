package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contributor Insights is switched on and off.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContributorInsights.html">UpdateContributorInsights</a>,
 *     DescribeContributorInsights and ListContributorInsights
 */
class ContributorInsightsTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.indexedTable("orders", "S");
  }

  /** Answer recorded on AWS, DynamoDB, 2025-10-08. */
  @Test
  void areOffAtFirst() {
    wire.gives(
        "DescribeContributorInsights",
        "{'TableName': 'orders'}",
        "{'TableName': 'orders', 'ContributorInsightsStatus': 'DISABLED'}");
    wire.fails(
        "DescribeContributorInsights",
        "{'TableName': 'nothing'}",
        "ResourceNotFoundException",
        "Requested resource not found: Table: nothing not found");
  }

  @Test
  void areEnabledForTablesAndIndexes() {
    wire.gives(
        "UpdateContributorInsights",
        "{'TableName': 'orders', 'ContributorInsightsAction': 'ENABLE'}",
        "{'TableName': 'orders', 'ContributorInsightsStatus': 'ENABLING',"
            + " 'ContributorInsightsMode': 'ACCESSED_AND_THROTTLED_KEYS'}");
    wire.ok(
        "UpdateContributorInsights",
        "{'TableName': 'orders', 'IndexName': 'keys', 'ContributorInsightsAction': 'ENABLE',"
            + " 'ContributorInsightsMode': 'THROTTLED_KEYS'}");
    JsonNode table = wire.ok("DescribeContributorInsights", "{'TableName': 'orders'}");
    assertThat(table.path("ContributorInsightsStatus").asText()).isEqualTo("ENABLED");
    assertThat(table.path("ContributorInsightsRuleList")).hasSize(4);
    JsonNode index =
        wire.ok("DescribeContributorInsights", "{'TableName': 'orders', 'IndexName': 'keys'}");
    assertThat(index.path("ContributorInsightsRuleList")).hasSize(1);
    assertThat(index.path("ContributorInsightsRuleList").path(0).asText())
        .matches("DynamoDBContributorInsights-PKT-orders-keys-\\d+");
    JsonNode first = wire.ok("ListContributorInsights", "{'MaxResults': 1}");
    assertThat(first.path("ContributorInsightsSummaries")).hasSize(1);
    JsonNode second =
        wire.ok(
            "ListContributorInsights",
            "{'NextToken': '%s'}".formatted(first.path("NextToken").asText()));
    assertThat(second.path("ContributorInsightsSummaries").path(0).path("IndexName").asText())
        .isEqualTo("keys");
    assertThat(second.has("NextToken")).isFalse();
    wire.server.assertKept(() -> wire.ok("DescribeContributorInsights", "{'TableName': 'orders'}"));
    wire.ok(
        "UpdateContributorInsights",
        "{'TableName': 'orders', 'ContributorInsightsAction': 'DISABLE'}");
    assertThat(
            wire.ok("DescribeContributorInsights", "{'TableName': 'orders'}")
                .path("ContributorInsightsStatus")
                .asText())
        .isEqualTo("DISABLED");
  }
}
