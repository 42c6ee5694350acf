package dev.brume.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import dev.brume.testlog.ExpectsLog;
import org.junit.jupiter.api.Test;

/**
 * Keys that were given out and are good no more, on a server that enforces policies and verifies no
 * signatures. "The X.509 certificate or AWS access key ID provided does not exist in our records",
 * InvalidClientTokenId, is what AWS says of keys that are inactive or gone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html">Manage
 *     access keys: "You cannot use … an inactive access key"</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
class RefusedKeysTest {
  private static final String INVALID = "The security token included in the request is invalid.";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"AWS\":\"123456789012\"},\"Action\":\"sts:AssumeRole\"}]}";

  private final TestServer server = IamTestServer.in(Authorizer.Mode.ENFORCED);

  private WireClient root() {
    return server.client(IamApi.SERVICE);
  }

  private String newKey(String user) {
    root().ok("CreateUser", "UserName", user);
    return root()
        .ok("CreateAccessKey", "UserName", user)
        .path("AccessKey")
        .path("AccessKeyId")
        .asText();
  }

  private WireAnswer identityOf(String key) {
    return server.client(StsApi.SERVICE).as(key).call("GetCallerIdentity");
  }

  private WireAnswer identityOf(String key, String token) {
    return server
        .client(StsApi.SERVICE)
        .as(key)
        .header("X-Amz-Security-Token", token)
        .call("GetCallerIdentity");
  }

  private JsonNode session() {
    root().ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
    return server
        .client(StsApi.SERVICE)
        .ok("AssumeRole", "RoleArn", "arn:aws:iam::123456789012:role/r", "RoleSessionName", "one")
        .path("Credentials");
  }

  @Test
  void inactiveOnesAreRefused() {
    String key = newKey("u");
    assertThat(identityOf(key).ok().path("Arn").asText()).endsWith("user/u");

    root().ok("UpdateAccessKey", "UserName", "u", "AccessKeyId", key, "Status", "Inactive");

    identityOf(key).isError(403, "InvalidClientTokenId", INVALID);
    root().ok("UpdateAccessKey", "UserName", "u", "AccessKeyId", key, "Status", "Active");
    identityOf(key).ok();
  }

  /** Also when nothing else is left of their account. */
  @Test
  void deletedOnesAreRefused() {
    String key = newKey("u");
    root().ok("DeleteAccessKey", "UserName", "u", "AccessKeyId", key);
    identityOf(key).isError(403, "InvalidClientTokenId", INVALID);
    root().ok("DeleteUser", "UserName", "u");
    identityOf(key).isError(403, "InvalidClientTokenId", INVALID);
    server.restart();
    identityOf(key).isError(403, "InvalidClientTokenId", INVALID);
  }

  /** A long-term key has no token. */
  @Test
  void longTermOnesTakeNoToken() {
    String key = newKey("u");
    identityOf(key, "token").isError(403, "InvalidClientTokenId", INVALID);
  }

  @Test
  void sessionsNeedTheirOwnToken() {
    JsonNode session = session();
    String key = session.path("AccessKeyId").asText();
    String token = session.path("SessionToken").asText();
    assertThat(identityOf(key, token).ok().path("Arn").asText()).endsWith("assumed-role/r/one");

    identityOf(key).isError(403, "InvalidClientTokenId", INVALID);
    identityOf(key, token + "x").isError(403, "InvalidClientTokenId", INVALID);
  }

  @Test
  void sessionsEnd() {
    JsonNode session = session();
    String key = session.path("AccessKeyId").asText();
    String token = session.path("SessionToken").asText();
    server.passSeconds(3599);
    identityOf(key, token).ok();
    server.passSeconds(1);
    identityOf(key, token)
        .isError(403, "ExpiredToken", "The security token included in the request is expired");
  }

  /** LocalStack's convention: whatever no IAM has given out is the root user of an account. */
  @Test
  void unknownOnesAreTakenAsTheyCome() {
    newKey("u");
    assertThat(identityOf("test").ok().path("Arn").asText())
        .isEqualTo("arn:aws:iam::000000000000:root");
    assertThat(identityOf("210987654321").ok().path("Account").asText()).isEqualTo("210987654321");
    assertThat(identityOf("AKIAIOSFODNN7EXAMPLE").ok().path("Account").asText())
        .isEqualTo("000000000000");
  }

  /** Where nothing is enforced, nothing is refused. */
  @Test
  void areTakenWherePoliciesAreNotEnforced() {
    TestServer open = IamTestServer.in(Authorizer.Mode.OFF);
    WireClient root = open.client(IamApi.SERVICE);
    root.ok("CreateUser", "UserName", "u");
    String key =
        root.ok("CreateAccessKey", "UserName", "u").path("AccessKey").path("AccessKeyId").asText();
    root.ok("UpdateAccessKey", "UserName", "u", "AccessKeyId", key, "Status", "Inactive");

    open.client(StsApi.SERVICE).as(key).ok("GetCallerIdentity");
  }

  @Test
  @ExpectsLog(from = dev.brume.core.gateway.Gateway.class, text = "would be refused: UnknownKey")
  void areLoggedInSoftMode() {
    TestServer soft = IamTestServer.in(Authorizer.Mode.SOFT);
    WireClient root = soft.client(IamApi.SERVICE);
    root.ok("CreateUser", "UserName", "u");
    String key =
        root.ok("CreateAccessKey", "UserName", "u").path("AccessKey").path("AccessKeyId").asText();
    root.ok("UpdateAccessKey", "UserName", "u", "AccessKeyId", key, "Status", "Inactive");

    soft.client(StsApi.SERVICE).as(key).ok("GetCallerIdentity");
  }
}
