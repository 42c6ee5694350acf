package dev.brume.secretsmanager;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerDirectory;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRules;
import dev.brume.secretsmanager.api.SecretsManagerApi;
import dev.brume.testkit.TestEnvironment;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What callers must be allowed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html">Actions,
 *     resources, and condition keys for AWS Secrets Manager</a>
 */
class SecretAccessTest {
  private static final String USER_KEY = "AKIAUSER";

  /** The user may make secrets, read current values, and delete with a recovery window. */
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[
      {"Effect":"Allow","Action":["secretsmanager:CreateSecret","secretsmanager:GetSecretValue","secretsmanager:DeleteSecret"],"Resource":"*"},
      {"Effect":"Deny","Action":"secretsmanager:GetSecretValue","Resource":"*",
      "Condition":{"StringNotEquals":{"secretsmanager:VersionStage":"AWSCURRENT"}}},
      {"Effect":"Deny","Action":"secretsmanager:DeleteSecret","Resource":"*",
      "Condition":{"Bool":{"secretsmanager:ForceDeleteWithoutRecovery":"true"}}}]}""";

  private final WireClient root =
      TestServer.builder()
          .service(SecretsManagerApi.SERVICE, SecretsManagerService::new)
          .surroundings(
              world ->
                  world.with(
                      new Authorizer(Authorizer.Mode.ENFORCED, directory(), world.timeline())))
          .build()
          .client();

  private final WireClient user = root.as(USER_KEY);

  private static CallerDirectory directory() {
    return new CallerDirectory() {
      @Override
      public String accountOf(String accessKeyId) {
        return accessKeyId.equals(USER_KEY) ? TestEnvironment.ACCOUNT : null;
      }

      @Override
      public CallerIdentity identify(String accessKeyId, String sessionToken) {
        if (!accessKeyId.equals(USER_KEY)) {
          return null;
        }
        try {
          return CallerIdentity.of(
                  PolicyPrincipal.of("arn:aws:iam::" + TestEnvironment.ACCOUNT + ":user/u"))
              .withIdentityPolicies(List.of(Policy.parse(POLICY, PolicyRules.ofIdentity(10_000))));
        } catch (PolicyFault fault) {
          throw new AssertionError(fault);
        }
      }
    };
  }

  private static String token(int number) {
    return "%032d".formatted(number);
  }

  /** "To add replica Regions, you must also have secretsmanager:ReplicateSecretToRegions." */
  @Test
  void replicasNeedAPermissionOfTheirOwn() {
    user.ok("CreateSecret", "Name", "a", "SecretString", "v", "ClientRequestToken", token(1));
    user.call(
            "CreateSecret",
            "Name",
            "b",
            "SecretString",
            "v",
            "ClientRequestToken",
            token(1),
            "AddReplicaRegions",
            List.of(Map.of("Region", "us-west-2")))
        .isError(400, "AccessDeniedException");
  }

  @Test
  void conditionsSeeWhatIsAskedFor() {
    root.ok("CreateSecret", "Name", "s", "SecretString", "v", "ClientRequestToken", token(1));
    user.ok("GetSecretValue", "SecretId", "s", "VersionStage", "AWSCURRENT");
    user.call("GetSecretValue", "SecretId", "s").isError(400, "AccessDeniedException");
    user.call("GetSecretValue", "SecretId", "s", "VersionStage", "AWSPREVIOUS")
        .isError(400, "AccessDeniedException");
    user.call("GetSecretValue", "SecretId", "s", "VersionId", token(1))
        .isError(400, "AccessDeniedException");
    user.call("DeleteSecret", "SecretId", "s", "ForceDeleteWithoutRecovery", true)
        .isError(400, "AccessDeniedException");
    user.ok("DeleteSecret", "SecretId", "s");
  }
}
