package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.state.Persistence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The variables that say how the state is kept. Source of truth: <a
 * href="https://docs.localstack.cloud/references/configuration/">LocalStack's configuration</a>,
 * and docs/configuration.md of this project.
 */
class PersistenceConfigurationTest {
  @Test
  void theStateIsKeptWhereAndHowItIsSaid() {
    Path directory = Path.of("/tmp/kept");
    assertThat(ConfigurationTest.of("DATA_DIR", "/tmp/kept").persistence()).isNull();
    assertThat(ConfigurationTest.of("PERSISTENCE", "0", "DATA_DIR", "/tmp/kept").persistence())
        .isNull();
    for (String on : List.of("1", "true", "always")) {
      assertThat(ConfigurationTest.of("PERSISTENCE", on, "DATA_DIR", "/tmp/kept").persistence())
          .isEqualTo(Persistence.always(directory));
    }
    assertThat(
            ConfigurationTest.of("PERSISTENCE", "interval", "DATA_DIR", "/tmp/kept").persistence())
        .isEqualTo(Persistence.every(Duration.ofSeconds(1), directory));
    assertThat(
            ConfigurationTest.of("PERSISTENCE", "1", "PERSISTENCE_SYNC", "1").persistence().sync())
        .isTrue();
    assertThat(ConfigurationTest.of("PERSISTENCE", "1").persistence().directory()).isAbsolute();
  }

  @ParameterizedTest
  @CsvSource({
    "ON_REQUEST, , ALWAYS, 15000",
    "scheduled, , INTERVAL, 15000",
    "SCHEDULED, 2.5, INTERVAL, 2500",
    "ON_SHUTDOWN, 60, INTERVAL, 60000"
  })
  void localStacksStrategiesSayHow(String strategy, String flush, String mode, long millis) {
    Configuration configuration =
        ConfigurationTest.of(
            "PERSISTENCE",
            "1",
            "SNAPSHOT_SAVE_STRATEGY",
            strategy,
            "SNAPSHOT_FLUSH_INTERVAL",
            flush == null ? "" : flush);
    assertThat(configuration.persistence().mode()).isEqualTo(Persistence.Mode.valueOf(mode));
    assertThat(configuration.persistence().interval()).isEqualTo(Duration.ofMillis(millis));
    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void strategiesThatAreNotFollowedAreTold() {
    assertThat(
            ConfigurationTest.of("PERSISTENCE", "1", "SNAPSHOT_SAVE_STRATEGY", "MANUAL").warnings())
        .hasSize(1);
    assertThat(
            ConfigurationTest.of("PERSISTENCE", "1", "SNAPSHOT_LOAD_STRATEGY", "manual").warnings())
        .hasSize(1);
    assertThat(
            ConfigurationTest.of("PERSISTENCE", "1", "SNAPSHOT_LOAD_STRATEGY", "ON_REQUEST")
                .warnings())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PERSISTENCE, sometimes",
    "SNAPSHOT_SAVE_STRATEGY, often",
    "SNAPSHOT_LOAD_STRATEGY, twice",
    "SNAPSHOT_FLUSH_INTERVAL, soon",
    "SNAPSHOT_FLUSH_INTERVAL, -1",
    "SNAPSHOT_FLUSH_INTERVAL, 0"
  })
  void aWayOfKeepingThatIsUnknownIsOneClearLine(String name, String value) {
    assertThatThrownBy(() -> ConfigurationTest.of(name, value))
        .as("also where nothing is kept")
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(name);
    assertThatThrownBy(
            () ->
                ConfigurationTest.of(
                    "PERSISTENCE", name.equals("PERSISTENCE") ? value : "1", name, value))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value)
        .hasMessageNotContaining("\n");
  }
}
