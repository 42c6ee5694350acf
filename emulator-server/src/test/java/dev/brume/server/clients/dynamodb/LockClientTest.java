package dev.brume.server.clients.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.dynamodbv2.AcquireLockOptions;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBLockClient;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBLockClientOptions;
import com.amazonaws.services.dynamodbv2.CreateDynamoDBTableOptions;
import com.amazonaws.services.dynamodbv2.LockItem;
import com.amazonaws.services.dynamodbv2.model.LockCurrentlyUnavailableException;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/**
 * Amazon's DynamoDB lock client: leases by conditional writes.
 *
 * @see <a
 *     href="https://aws.amazon.com/blogs/database/building-distributed-locks-with-the-dynamodb-lock-client/">Building
 *     distributed locks with the DynamoDB lock client</a>
 */
class LockClientTest {
  private final DynamoDbClient dynamo =
      DynamoDbClient.builder()
          .endpointOverride(SharedBrume.endpoint())
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(Accounts.next(), "secret")))
          .build();

  @BeforeEach
  void makeTable() {
    AmazonDynamoDBLockClient.createLockTableInDynamoDB(
        CreateDynamoDBTableOptions.builder(
                dynamo,
                ProvisionedThroughput.builder()
                    .readCapacityUnits(5L)
                    .writeCapacityUnits(5L)
                    .build(),
                "locks")
            .withPartitionKeyName("key")
            .build());
    dynamo.waiter().waitUntilTableExists(r -> r.tableName("locks"));
  }

  @AfterEach
  void close() {
    dynamo.close();
  }

  private AmazonDynamoDBLockClient owner(String name) {
    return new AmazonDynamoDBLockClient(
        AmazonDynamoDBLockClientOptions.builder(dynamo, "locks")
            .withTimeUnit(TimeUnit.MILLISECONDS)
            .withLeaseDuration(10_000L)
            .withHeartbeatPeriod(1_000L)
            .withOwnerName(name)
            .withCreateHeartbeatBackgroundThread(false)
            .build());
  }

  private static AcquireLockOptions.AcquireLockOptionsBuilder lock(String key) {
    return AcquireLockOptions.builder(key).withShouldSkipBlockingWait(true);
  }

  @Test
  void oneOwnerAtATimeHasALock() throws Exception {
    try (AmazonDynamoDBLockClient first = owner("first");
        AmazonDynamoDBLockClient second = owner("second")) {
      LockItem held =
          first.acquireLock(
              lock("job")
                  .withData(ByteBuffer.wrap("what".getBytes(StandardCharsets.UTF_8)))
                  .build());
      assertThatThrownBy(() -> second.acquireLock(lock("job").build()))
          .isInstanceOf(LockCurrentlyUnavailableException.class);
      held.sendHeartBeat();
      Optional<LockItem> seen = second.getLock("job", Optional.empty());
      assertThat(seen).map(LockItem::getOwnerName).contains("first");
      assertThat(seen.orElseThrow().getRecordVersionNumber())
          .isEqualTo(held.getRecordVersionNumber());
      assertThat(first.releaseLock(held)).isTrue();
      LockItem taken = second.acquireLock(lock("job").build());
      assertThat(taken.getOwnerName()).isEqualTo("second");
      assertThat(first.releaseLock(held)).isFalse();
    }
  }
}
