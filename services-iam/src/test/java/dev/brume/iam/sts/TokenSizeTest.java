package dev.brume.iam.sts;

import dev.brume.core.access.Authorizer;
import dev.brume.iam.IamTestServer;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.WireClient;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source of truth: README.md, "What is not there answers 501, never success". */
class TokenSizeTest {
  private final WireClient sts = IamTestServer.in(Authorizer.Mode.OFF).client(StsApi.SERVICE);

  @ParameterizedTest
  @CsvSource({
    "AssumeRole, RoleSessionName",
    "AssumeRoleWithSAML, PrincipalArn:SAMLAssertion",
    "AssumeRoleWithWebIdentity, RoleSessionName:WebIdentityToken",
    "GetSessionToken, ",
    "GetFederationToken, Name"
  })
  void aMinimumSizeOfTokensIsNotIgnored(String operation, String parameters) {
    Map<String, Object> input = new HashMap<>(Map.of("MinimumSessionTokenSize", 1024));
    if (operation.startsWith("Assume")) {
      input.put("RoleArn", "arn:aws:iam::000000000000:role/r");
    }
    if (parameters != null) {
      for (String name : parameters.split(":")) {
        input.put(name, "arn:aws:iam::000000000000:saml-provider/p");
      }
    }
    input.computeIfPresent("RoleSessionName", (name, value) -> "session");
    input.computeIfPresent("Name", (name, value) -> "name");
    sts.call(operation, input)
        .isError(501, "NotImplemented", "MinimumSessionTokenSize is not implemented.");
  }
}
