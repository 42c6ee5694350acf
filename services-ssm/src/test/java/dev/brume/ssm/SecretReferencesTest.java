package dev.brume.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Requester;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.SecretSource;
import dev.brume.core.scope.Scope;
import dev.brume.ssm.api.SsmApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Secrets that are read as parameters. AWS's texts are known from answers that users quote.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html">Referencing
 *     AWS Secrets Manager secrets from Parameter Store parameters</a>
 */
class SecretReferencesTest {
  private static final String NAME = "/aws/reference/secretsmanager/s";

  private final WireClient ssm =
      TestServer.builder()
          .service(SsmApi.SERVICE, SsmService::new)
          .ports(ports -> ports.offer(SecretSource.class, OneSecret::new))
          .build()
          .client();

  /** An account with one secret, {@code s}. */
  private static final class OneSecret implements SecretSource {
    @Override
    public StoredSecret read(Requester caller, Scope scope, String secretId) {
      if (!secretId.equals("s")) {
        throw AwsError.client("ResourceNotFoundException", 400, "not found");
      }
      return new StoredSecret(
          "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-abcdef",
          "s",
          "v",
          "value",
          null,
          List.of("AWSCURRENT"),
          1000);
    }

    @Override
    public AccessQuery access(Scope caller, String secretId) {
      return new AccessQuery("secretsmanager:GetSecretValue", AccessTarget.ANY);
    }
  }

  @Test
  void areReadAsParameters() {
    JsonNode parameter =
        ssm.ok("GetParameter", "Name", NAME, "WithDecryption", true).path("Parameter");

    assertThat(parameter.path("Name").asText()).isEqualTo(NAME);
    assertThat(parameter.path("Value").asText()).isEqualTo("value");
    assertThat(parameter.path("Type").asText()).isEqualTo("SecureString");
    assertThat(parameter.path("Version").asInt(-1)).isZero();
    assertThat(parameter.path("SourceResult").asText()).contains("\"versionId\":\"v\"");
  }

  @Test
  void areReadWithDecryptionOnly() {
    ssm.call("GetParameter", "Name", NAME)
        .isError(
            400,
            "ValidationException",
            "WithDecryption flag must be True for retrieving a Secret Manager secret.");
  }

  @Test
  void areInvalidWhereThereIsNone() {
    ssm.call("GetParameter", "Name", NAME + "x", "WithDecryption", true)
        .isError(
            400,
            "ParameterNotFound",
            "An error occurred (ParameterNotFound) when referencing Secrets Manager: Secret "
                + NAME
                + "x not found.");
    JsonNode answer =
        ssm.ok("GetParameters", "Names", List.of(NAME, NAME + "x"), "WithDecryption", true);
    assertThat(answer.path("Parameters")).hasSize(1);
    assertThat(answer.path("InvalidParameters").path(0).asText()).isEqualTo(NAME + "x");
  }
}
