package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.server.UsageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * USE_SSL, DEFAULT_REGION, and addresses of what is not there. Source of truth: <a
 * href="https://docs.localstack.cloud/references/configuration/">LocalStack: configuration</a>.
 */
class AddressSettingsTest {
  private static final String LIST = "/?Action=CreateQueue&Version=2012-11-05&QueueName=orders";

  @Test
  void addressesBeginWithHttpsWhereTlsEndsInFrontOfTheServer() {
    try (Brume brume = Brume.builder().setting("USE_SSL", "1").start()) {
      assertThat(new AdminClient(brume.endpoint()).get(LIST).text())
          .contains("<QueueUrl>https://localhost:" + brume.port() + "/000000000000/orders<");
    }
  }

  /** Never S3's NoSuchBucket. Source of truth: AWS's hosts, LocalStack's paths, of API Gateway. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/restapis/abc123/prod/_user_request_/orders", "/_aws/execute-api/abc123/prod/o"})
  void stagesOfApisAreNotThereYet(String path) {
    try (Brume brume = Brume.builder().start()) {
      AdminClient.Answer answer = new AdminClient(brume.endpoint()).get(path);
      assertThat(answer.status()).isEqualTo(501);
      assertThat(answer.text()).contains("The service 'execute-api' is not implemented");
    }
  }

  @Test
  void unsignedRequestsActInTheDefaultRegion() {
    try (Brume brume =
        Brume.builder()
            .setting("DEFAULT_REGION", "eu-central-1")
            .setting("SQS_ENDPOINT_STRATEGY", "path")
            .start()) {
      assertThat(new AdminClient(brume.endpoint()).get(LIST).text())
          .contains("/queue/eu-central-1/000000000000/orders<");
    }
    assertThat(Configuration.of(Map.of("DEFAULT_REGION", "eu-central-1"), "").warnings())
        .containsExactly("DEFAULT_REGION is out of date: clients name their region when they sign");
    assertThatThrownBy(() -> Configuration.of(Map.of("DEFAULT_REGION", "mars"), ""))
        .isInstanceOf(UsageException.class)
        .hasMessage("DEFAULT_REGION is a region of AWS, not mars");
  }
}
