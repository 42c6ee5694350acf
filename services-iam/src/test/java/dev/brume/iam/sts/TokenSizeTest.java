package dev.brume.iam.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.iam.IamTestServer;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.WireClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "STS increases the session token to at least this size, regardless of its actual content. The
 * value must not exceed 4,096 bytes."
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
class TokenSizeTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/r";

  private final WireClient sts = IamTestServer.in(Authorizer.Mode.OFF).client(StsApi.SERVICE);

  private int size(String operation, Map<String, Object> input) {
    return sts.ok(operation, input).path("Credentials").path("SessionToken").asText().length();
  }

  @ParameterizedTest
  @CsvSource({"AssumeRole", "GetSessionToken", "GetFederationToken"})
  void isAtLeastWhatIsAskedFor(String operation) {
    Map<String, Object> input = new HashMap<>();
    switch (operation) {
      case "AssumeRole" -> input.putAll(Map.of("RoleArn", ROLE, "RoleSessionName", "one"));
      case "GetFederationToken" -> input.put("Name", "one");
      default -> assertThat(operation).isEqualTo("GetSessionToken");
    }
    int usual = size(operation, input);
    for (int wanted : List.of(0, 100, 1023, 1024, 1025, 4096)) {
      input.put("MinimumSessionTokenSize", wanted);
      int actual = size(operation, input);
      assertThat(actual).isBetween(Math.max(usual, wanted), Math.max(usual, wanted + 4));
    }
    input.put("MinimumSessionTokenSize", 4097);
    sts.call(operation, input).isError(400, "ValidationError");
  }

  /** Source of truth: README.md, "An operation that is not there answers … never success". */
  @Test
  void contextsOfProvidersAreNotIgnored() {
    sts.call(
            "AssumeRole",
            "RoleArn",
            ROLE,
            "RoleSessionName",
            "one",
            "ProvidedContexts",
            List.of(
                Map.of(
                    "ProviderArn",
                    "arn:aws:iam::aws:contextProvider/IdentityCenter",
                    "ContextAssertion",
                    "assertion")))
        .isError(501, "NotImplemented");
  }
}
