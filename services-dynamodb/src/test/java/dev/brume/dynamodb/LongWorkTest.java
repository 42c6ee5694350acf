package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.engine.Backups;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.ItemFill;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What reads all items of a table does so in slices, between which others read and write it. That
 * it is done so is this project's own decision (docs/decisions/0180); AWS says only what is seen
 * when it is done.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html">Managing
 *     global secondary indexes: adding one to an existing table</a>
 */
class LongWorkTest {
  /** More than two slices. */
  private static final int ITEMS = 450;

  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void fillTable() {
    wire.hashTable("tbl");
    for (int i = 0; i < ITEMS; i++) {
      put("k" + i, i);
    }
  }

  private void put(String key, int number) {
    wire.put(
        "tbl", "{'pk': {'S': '%s'}, 'g': {'S': 'x'}, 'n': {'N': '%d'}}".formatted(key, number));
  }

  private void delete(String key) {
    wire.ok("DeleteItem", "{'TableName': 'tbl', 'Key': {'pk': {'S': '%s'}}}".formatted(key));
  }

  private DynamoDbRegion region() {
    return wire.server
        .environment()
        .root(DynamoDbRegion.spec(wire.server.environment().surroundings(), null, null, 0));
  }

  private static String addIndex(String table) {
    return """
        {'TableName': '%s', 'AttributeDefinitions': [
           {'AttributeName': 'pk', 'AttributeType': 'S'},
           {'AttributeName': 'g', 'AttributeType': 'S'},
           {'AttributeName': 'n', 'AttributeType': 'N'}],
         'GlobalSecondaryIndexUpdates': [{'Create': {'IndexName': 'byNumber',
           'Projection': {'ProjectionType': 'ALL'}, 'KeySchema': [
             {'AttributeName': 'g', 'KeyType': 'HASH'},
             {'AttributeName': 'n', 'KeyType': 'RANGE'}]}}]}
        """
        .formatted(table);
  }

  /** The keys in the index, by their numbers. */
  private List<String> indexed(String table) {
    List<String> keys = new ArrayList<>();
    wire.ok(
            "Query",
            """
            {'TableName': '%s', 'IndexName': 'byNumber', 'KeyConditionExpression': 'g = :g',
             'ExpressionAttributeValues': {':g': {'S': 'x'}}}
            """
                .formatted(table))
        .path("Items")
        .forEach(item -> keys.add(item.path("pk").path("S").asText()));
    return keys;
  }

  private static List<String> keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "k" + i).toList();
  }

  @Test
  void newIndexesHaveAllItems() {
    wire.ok("UpdateTable", addIndex("tbl"));
    assertThat(indexed("tbl")).isEqualTo(keys(0, ITEMS));
    wire.server.assertKept(() -> indexed("tbl"));
  }

  @Test
  void newIndexesFollowWritesThatComeBetween() {
    wire.hashTable("model");
    wire.ok("UpdateTable", addIndex("model"));
    IndexRecord index = region().describedTable("model").record().index("byNumber");
    ItemTable table = region().describedTable("tbl");
    TableRecord changed =
        table
            .record()
            .withIndexes(region().describedTable("model").record().attributes(), List.of(index));
    ItemFill fill = table.beginFill(changed);
    assertThat(table.fillSome(fill)).isTrue();
    // Some of these have been added already, and some have not: keys are in the order of hashes.
    for (int i = 0; i < ITEMS; i += 3) {
      delete("k" + i);
      put("k" + (i + 1), 10_000 + i);
      put("new" + i, 20_000 + i);
    }
    while (table.fillSome(fill)) {}
    put("last", 30_000);
    delete("k2");
    wire.server
        .environment()
        .request(
            () -> {
              region().change("tbl", known -> changed, fill);
              table.endFill(fill);
            });
    List<String> expected = new ArrayList<>();
    IntStream.range(0, ITEMS).filter(i -> i % 3 == 2 && i != 2).forEach(i -> expected.add("k" + i));
    IntStream.range(0, ITEMS).filter(i -> i % 3 == 0).forEach(i -> expected.add("k" + (i + 1)));
    IntStream.range(0, ITEMS).filter(i -> i % 3 == 0).forEach(i -> expected.add("new" + i));
    expected.add("last");
    assertThat(indexed("tbl")).isEqualTo(expected);
    put("later", 30_001);
    assertThat(indexed("tbl")).hasSize(expected.size() + 1).endsWith("last", "later");
  }

  /** "ResourceInUseException: … the table is being updated": the API's page of UpdateTable. */
  @Test
  void tablesAreChangedByOneAtATime() {
    ItemTable table = region().describedTable("tbl");
    ItemFill fill = table.beginFill(table.record());
    wire.fails(
        "UpdateTable",
        addIndex("tbl"),
        "ResourceInUseException",
        "Attempt to change a resource which is still in use: Table is being updated: tbl");
    table.endFill(fill);
    wire.ok("UpdateTable", addIndex("tbl"));
  }

  @Test
  void expirationsHaveAllItems() {
    wire.ok(
        "UpdateTimeToLive",
        """
        {'TableName': 'tbl',
         'TimeToLiveSpecification': {'AttributeName': 'expiry', 'Enabled': false}}
        """
            .replace("false", "true"));
    assertThat(wire.service().deleteExpiredItems()).isZero();
    wire.ok(
        "UpdateTimeToLive",
        """
        {'TableName': 'tbl',
         'TimeToLiveSpecification': {'AttributeName': 'expiry', 'Enabled': false}}
        """);
    long past = wire.nowMillis() / 1_000 - 10;
    for (int i = 0; i < ITEMS; i++) {
      wire.put("tbl", "{'pk': {'S': 'k%d'}, 'gone': {'N': '%d'}}".formatted(i, past));
    }
    wire.ok(
        "UpdateTimeToLive",
        "{'TableName': 'tbl', 'TimeToLiveSpecification': {'AttributeName': 'gone', 'Enabled': true}}");
    assertThat(wire.service().deleteExpiredItems()).isEqualTo(ITEMS);
  }

  @Test
  void backupsDoNotSeeWritesThatComeBetween() {
    Backups.Unfinished backup =
        wire.server
            .environment()
            .request(() -> region().backups().begin(region().describedTable("tbl"), "b"));
    assertThat(wire.server.environment().request(backup.copy()::step)).isTrue();
    for (int i = 0; i < ITEMS; i += 2) {
      delete("k" + i);
      put("new" + i, i);
    }
    wire.server
        .environment()
        .request(
            () -> {
              while (backup.copy().step()) {}
              region().backups().finish(backup);
            });
    JsonNode listed = wire.ok("ListBackups", "{}").path("BackupSummaries").get(0);
    wire.ok(
        "RestoreTableFromBackup",
        "{'TargetTableName': 'again', 'BackupArn': '%s'}"
            .formatted(listed.path("BackupArn").asText()));
    assertThat(scanned("again")).containsExactlyInAnyOrderElementsOf(keys(0, ITEMS));
  }

  private List<String> scanned(String table) {
    List<String> keys = new ArrayList<>();
    wire.ok("Scan", "{'TableName': '%s'}".formatted(table))
        .path("Items")
        .forEach(item -> keys.add(item.path("pk").path("S").asText()));
    return keys;
  }

  @Test
  void restoredTablesHaveTheirIndexesFilled() {
    wire.ok("UpdateTable", addIndex("tbl"));
    JsonNode made = wire.ok("CreateBackup", "{'TableName': 'tbl', 'BackupName': 'one'}");
    String arn = made.path("BackupDetails").path("BackupArn").asText();
    assertThat(made.path("BackupDetails").path("BackupSizeBytes").asLong()).isPositive();
    wire.ok(
        "RestoreTableFromBackup", "{'TargetTableName': 'again', 'BackupArn': '%s'}".formatted(arn));
    assertThat(indexed("again")).isEqualTo(keys(0, ITEMS));
    wire.ok(
        "PutItem",
        """
        {'TableName': 'again',
         'Item': {'pk': {'S': 'late'}, 'g': {'S': 'x'}, 'n': {'N': '1000'}}}
        """);
    assertThat(indexed("again")).hasSize(ITEMS + 1).endsWith("late");
  }

  @Test
  void whatACrashLeavesOfACopyIsDropped() {
    Backups.Unfinished backup =
        wire.server
            .environment()
            .request(() -> region().backups().begin(region().describedTable("tbl"), "b"));
    wire.server.environment().request(backup.copy()::step);
    long before = wire.server.environment().store().counts().scopes();
    wire.server.restart();
    assertThat(wire.ok("ListBackups", "{}").path("BackupSummaries")).isEmpty();
    assertThat(wire.server.environment().store().counts().scopes()).isEqualTo(before);
    assertThat(wire.server.environment().request(() -> region().unfinishedCopies())).isZero();
    assertThat(scanned("tbl")).hasSize(ITEMS);
  }

  @Test
  void aDeletedTableEndsTheFilling() {
    ItemTable table = region().describedTable("tbl");
    ItemFill fill = table.beginFill(table.record());
    wire.ok("DeleteTable", "{'TableName': 'tbl'}");
    assertThatThrownBy(() -> table.fillSome(fill)).isInstanceOf(AwsError.class);
  }
}
