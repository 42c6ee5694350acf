package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Source of truth: docs/configuration.md. */
class KnownVariablesTest {
  private static List<String> warnings(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Configuration.of(environment, "127.0.0.1").warnings();
  }

  @Test
  void whatDoesNothingIsTold() {
    assertThat(warnings("LOCALSTACK_LAMBDA_DOCKER_FLAGS", "-e A=1"))
        .containsExactly("These variables have no effect yet: LOCALSTACK_LAMBDA_DOCKER_FLAGS");
    assertThat(warnings("LOCALSTACK_DANCE", "1", "BRUME_DANCE", "1", "DANCE", "1"))
        .containsExactly("These variables are not known: BRUME_DANCE, LOCALSTACK_DANCE");
    assertThat(warnings("LOCALSTACK_AUTH_TOKEN", "x", "ACTIVATE_PRO", "0")).isEmpty();
    assertThat(warnings("LOCALSTACK_DOCKER_SOCK", "/run/docker.sock")).isEmpty();
  }

  /** Testcontainers sets them in every container; see docs/migration.md. */
  @Test
  void labelsOfContainersAreNotMissed() {
    String labels = "-l org.testcontainers=true -l org.testcontainers.sessionId=a-b";
    assertThat(warnings("LAMBDA_DOCKER_FLAGS", labels)).isEmpty();
    assertThat(warnings("LAMBDA_DOCKER_FLAGS", labels + " -e A=1")).hasSize(1);
  }

  /** Nothing is said to be honoured that nobody reads: each has a test that names it. */
  @Test
  void whatIsHonouredIsTested() throws IOException {
    Path folder = Path.of("src/test/java/dev/brume/server");
    String tests =
        Files.readString(folder.resolve("ConfigurationTest.java"))
            + Files.readString(folder.resolve("PersistenceConfigurationTest.java"))
            + Files.readString(folder.resolve("ConfigurationFileTest.java"))
            + Files.readString(folder.resolve("ServiceSettingsTest.java"));

    assertThat(KnownVariables.honoured())
        .allSatisfy(name -> assertThat(tests).contains("\"" + name + "\""));
  }
}
