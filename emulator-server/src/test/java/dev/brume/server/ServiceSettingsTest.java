package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.dynamodb.DynamoDbOptions;
import dev.brume.dynamodb.engine.CapacityRules;
import dev.brume.kinesis.engine.KinesisRules;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Variables that are for one service alone. */
class ServiceSettingsTest {
  private static Configuration of(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Configuration.of(environment, "127.0.0.1");
  }

  /** Source of truth: LocalStack's documentation of its configuration variables for Kinesis. */
  @Test
  void kinesis() {
    assertThat(
            of(
                    "KINESIS_ERROR_PROBABILITY",
                    "0.5",
                    "KINESIS_LATENCY",
                    "200",
                    "KINESIS_SHARD_LIMIT",
                    "Infinity",
                    "KINESIS_ON_DEMAND_STREAM_COUNT_LIMIT",
                    "3",
                    "BRUME_KINESIS_THROUGHPUT_LIMITS",
                    "1")
                .kinesis())
        .isEqualTo(new KinesisRules(0.5, 200L, 0, 3, true));
    assertThat(of("KINESIS_SHARD_LIMIT", "7").kinesis().shardLimit()).isEqualTo(7);
    assertThatThrownBy(() -> of("KINESIS_ERROR_PROBABILITY", "2"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("KINESIS_ERROR_PROBABILITY");
  }

  /** Source of truth: docs/configuration.md. */
  @Test
  void capacityOfTables() {
    assertThat(
            of(
                    "BRUME_DYNAMODB_THROTTLING",
                    "1",
                    "DYNAMODB_ERROR_PROBABILITY",
                    "0.5",
                    "DYNAMODB_WRITE_ERROR_PROBABILITY",
                    "0.25")
                .dynamoDb()
                .capacity())
        .isEqualTo(new CapacityRules(true, 0.5, 0.25));
    assertThat(of("DYNAMODB_READ_ERROR_PROBABILITY", "0.75").dynamoDb().capacity())
        .isEqualTo(new CapacityRules(false, 0.75, 0));
    assertThatThrownBy(() -> of("DYNAMODB_ERROR_PROBABILITY", "2"))
        .isInstanceOf(UsageException.class)
        .hasMessage("DYNAMODB_ERROR_PROBABILITY is a number from 0.0 to 1.0, not 2");
    assertThat(of("BRUME_DYNAMODB_READ_LAG", "2500").dynamoDb().readLagMillis()).isEqualTo(2_500);
    assertThatThrownBy(() -> of("BRUME_DYNAMODB_READ_LAG", "60001"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("BRUME_DYNAMODB_READ_LAG");
  }

  /** Source of truth: docs/configuration.md. */
  @Test
  void sharedTablesAndPassingStates() {
    assertThat(of("DYNAMODB_SHARE_DB", "1").dynamoDb().shared()).isTrue();
    assertThat(of("DYNAMODB_DELAY_TRANSIENT_STATUSES", "1").dynamoDb().delayed()).isTrue();
    assertThat(of().dynamoDb()).isEqualTo(DynamoDbOptions.DEFAULTS);
  }

  /** Source of truth: docs/configuration.md. */
  @Test
  void ofLambda() {
    var rules =
        of(
                "LAMBDA_KEEPALIVE_MS",
                "5000",
                "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT",
                "30",
                "LAMBDA_RETRY_BASE_DELAY_SECONDS",
                "1",
                "BUCKET_MARKER_LOCAL",
                "here")
            .lambda();
    assertThat(rules.limits().keepMillis()).isEqualTo(5000);
    assertThat(rules.limits().initSeconds()).isEqualTo(30);
    assertThat(rules.retrySeconds()).isEqualTo(1);
    assertThat(rules.folders()).isEqualTo("here");
    assertThat(of("BUCKET_MARKER_LOCAL", "").lambda().retrySeconds()).isEqualTo(60);
  }
}
