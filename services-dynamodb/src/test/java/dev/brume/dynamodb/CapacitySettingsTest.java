package dev.brume.dynamodb;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What capacity may be asked for. That these are refused is documented; where a test says so, AWS's
 * words are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_OnDemandThroughput.html">OnDemandThroughput</a>:
 *     "greater than or equal to 1. To remove the maximum, set the value to -1"
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html">Understanding
 *     DynamoDB warm throughput</a>: it can be increased
 */
class CapacitySettingsTest {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String WARM =
      INVALID
          + "Requested ReadUnitsPerSecond for WarmThroughput for %s is lower than current"
          + " WarmThroughput, decreasing WarmThroughput is not supported";

  private final DynamoDbWire dynamo = new DynamoDbWire();

  private static String table(String capacity, String ofIndex) {
    return """
        {'TableName': 'tab',
         'AttributeDefinitions': [
           {'AttributeName': 'pk', 'AttributeType': 'S'},
           {'AttributeName': 'g', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'GlobalSecondaryIndexes': [
           {'IndexName': 'byG', 'KeySchema': [{'AttributeName': 'g', 'KeyType': 'HASH'}],
            'Projection': {'ProjectionType': 'ALL'}%s}], %s}
        """
        .formatted(ofIndex, capacity);
  }

  private void makeOnDemand() {
    dynamo.ok("CreateTable", table("'BillingMode': 'PAY_PER_REQUEST'", ""));
  }

  private void makeProvisioned() {
    dynamo.ok(
        "CreateTable",
        table(
            "'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 6}",
            ", 'ProvisionedThroughput': {'ReadCapacityUnits': 7, 'WriteCapacityUnits': 8}"));
  }

  private void refused(String update, String message) {
    dynamo.invalid("UpdateTable", "{'TableName': 'tab', " + update + "}", message);
  }

  private static String ofIndex(String update) {
    return "'GlobalSecondaryIndexUpdates': [{'Update': {'IndexName': 'byG', " + update + "}}]";
  }

  /** AWS's words are not known. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-2"})
  void maximumsArePositiveOrNone(String units) {
    String limits = "'OnDemandThroughput': {'MaxReadRequestUnits': %s}".formatted(units);
    String message = INVALID + "MaxReadRequestUnits must be -1, or greater than or equal to 1";
    dynamo.invalid(
        "CreateTable", table("'BillingMode': 'PAY_PER_REQUEST', " + limits, ""), message);
    dynamo.invalid(
        "CreateTable", table("'BillingMode': 'PAY_PER_REQUEST'", ", " + limits), message);
    makeOnDemand();
    refused(limits, message);
    refused(ofIndex(limits), message);
    dynamo.ok(
        "UpdateTable", "{'TableName': 'tab', 'OnDemandThroughput': {'MaxReadRequestUnits': -1}}");
  }

  /** AWS's words are not known. */
  @Test
  void maximumsAreForOnDemandTables() {
    makeProvisioned();
    String limits = "'OnDemandThroughput': {'MaxReadRequestUnits': 5}";
    String message =
        INVALID + "OnDemandThroughput can only be specified when BillingMode is PAY_PER_REQUEST";
    refused(limits, message);
    refused(ofIndex(limits), message);
  }

  @Test
  void anIndexOfAnOnDemandTableIsNotProvisioned() {
    makeOnDemand();
    refused(
        ofIndex("'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}"),
        INVALID
            + "ProvisionedThroughput should not be specified for index: byG when BillingMode is"
            + " PAY_PER_REQUEST");
  }

  @Test
  void anIndexKeepsNoThroughputThatItHasAlready() {
    makeProvisioned();
    refused(
        ofIndex("'ProvisionedThroughput': {'ReadCapacityUnits': 7, 'WriteCapacityUnits': 8}"),
        "The provisioned throughput for the index byG will not change. The requested value equals"
            + " the current value. Current ReadCapacityUnits provisioned for the index: 7."
            + " Requested ReadCapacityUnits: 7. Current WriteCapacityUnits provisioned for the"
            + " index: 8. Requested WriteCapacityUnits: 8. Refer to the Amazon DynamoDB Developer"
            + " Guide for current limits and how to request higher limits.");
  }

  /** AWS's words are not known. */
  @Test
  void anIndexUpdateDoesOneThing() {
    makeOnDemand();
    refused(
        "'GlobalSecondaryIndexUpdates': [{'Delete': {'IndexName': 'byG'}, 'Update': {'IndexName':"
            + " 'byG', 'OnDemandThroughput': {'MaxReadRequestUnits': 5}}}]",
        INVALID
            + "Only one of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
            + " GlobalSecondaryIndexUpdate.Delete can be specified");
  }

  @Test
  void warmThroughputOnlyGrows() {
    String warm = "'WarmThroughput': {'ReadUnitsPerSecond': %d}";
    dynamo.invalid(
        "CreateTable",
        table("'BillingMode': 'PAY_PER_REQUEST', " + warm.formatted(11_999), ""),
        WARM.formatted("table"));
    makeOnDemand();
    dynamo.ok("UpdateTable", "{'TableName': 'tab', " + warm.formatted(13_000) + "}");
    refused(warm.formatted(12_999), WARM.formatted("table"));
    refused(ofIndex(warm.formatted(1)), WARM.formatted("index byG"));
  }
}
