package dev.brume.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestServer;
import org.junit.jupiter.api.Test;

/**
 * When keys and roles were last used.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyLastUsed.html">AccessKeyLastUsed</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html">RoleLastUsed</a>
 */
class LastUsedTest {
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"AWS\":\"123456789012\"},\"Action\":\"sts:AssumeRole\"}]}";

  private final TestServer server = IamTestServer.in(Authorizer.Mode.OFF);

  private JsonNode lastUsed(String keyId) {
    return server
        .client(IamApi.SERVICE)
        .ok("GetAccessKeyLastUsed", "AccessKeyId", keyId)
        .path("AccessKeyLastUsed");
  }

  /** "ServiceName … N/A: the key pair has never been used". */
  @Test
  void isKnownOfKeys() {
    server.client(IamApi.SERVICE).ok("CreateUser", "UserName", "u");
    String key =
        server
            .client(IamApi.SERVICE)
            .ok("CreateAccessKey", "UserName", "u")
            .path("AccessKey")
            .path("AccessKeyId")
            .asText();
    assertThat(lastUsed(key).path("ServiceName").asText()).isEqualTo("N/A");
    assertThat(lastUsed(key).has("LastUsedDate")).isFalse();

    server.client(StsApi.SERVICE).as(key).ok("GetCallerIdentity");

    assertThat(lastUsed(key).path("ServiceName").asText()).isEqualTo("sts");
    assertThat(lastUsed(key).path("Region").asText()).isEqualTo("eu-west-1");
    assertThat(lastUsed(key).has("LastUsedDate")).isTrue();
    server.assertKept(() -> lastUsed(key));
  }

  /** A role is used when a session of it calls, not when it is assumed. */
  @Test
  void isKnownOfRoles() {
    server
        .client(IamApi.SERVICE)
        .ok("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
    String session =
        server
            .client(StsApi.SERVICE)
            .ok(
                "AssumeRole",
                "RoleArn",
                "arn:aws:iam::123456789012:role/r",
                "RoleSessionName",
                "session")
            .path("Credentials")
            .path("AccessKeyId")
            .asText();
    assertThat(roleLastUsed()).isEmpty();

    server.client(StsApi.SERVICE).as(session).ok("GetCallerIdentity");

    assertThat(roleLastUsed().path("Region").asText()).isEqualTo("eu-west-1");
  }

  private JsonNode roleLastUsed() {
    return server
        .client(IamApi.SERVICE)
        .ok("GetRole", "RoleName", "r")
        .path("Role")
        .path("RoleLastUsed");
  }
}
