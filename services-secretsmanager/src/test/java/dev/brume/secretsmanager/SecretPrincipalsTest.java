package dev.brume.secretsmanager;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerDirectory;
import dev.brume.secretsmanager.api.SecretsManagerApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import org.junit.jupiter.api.Test;

/**
 * Users and roles that the policy of a secret names, but that are not there: in AWS's words, as its
 * users have reported them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 */
class SecretPrincipalsTest {
  private static final String MISSING = "arn:aws:iam::123456789012:user/missing";

  private final WireClient secrets =
      TestServer.builder()
          .service(SecretsManagerApi.SERVICE, SecretsManagerService::new)
          .surroundings(
              usual ->
                  usual.with(new Authorizer(Authorizer.Mode.OFF, directory(), usual.timeline())))
          .build()
          .client();

  private static CallerDirectory directory() {
    return new CallerDirectory() {
      @Override
      public boolean isPrincipal(String arn) {
        return !arn.equals(MISSING);
      }
    };
  }

  private static String policy(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
        + principal
        + "\"},\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}";
  }

  @Test
  void areRefused() {
    secrets.ok(
        "CreateSecret", "Name", "s", "SecretString", "1", "ClientRequestToken", "t".repeat(32));
    secrets
        .call("PutResourcePolicy", "SecretId", "s", "ResourcePolicy", policy(MISSING))
        .isError(
            400,
            "MalformedPolicyDocumentException",
            "This resource policy contains an unsupported principal.");
    secrets.ok(
        "PutResourcePolicy",
        "SecretId",
        "s",
        "ResourcePolicy",
        policy("arn:aws:iam::123456789012:user/here"));
  }
}
