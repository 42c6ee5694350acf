package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.CallerAccess;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.testlog.ExpectsLog;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@code /_brume/iam} shows after a run in soft mode. Source of truth: docs/admin.md of this
 * project.
 */
class AccessDecisionsTest {
  private static final String CALLER = "arn:aws:iam::111111111111:user/u";

  private Brume brume;
  private AdminClient client;

  @BeforeEach
  void start() {
    brume =
        Brume.builder()
            .configuration(
                Configuration.of(
                    Map.of("ENFORCE_IAM", "1", "IAM_SOFT_MODE", "1", "GATEWAY_LISTEN", ":0"),
                    "127.0.0.1"))
            .virtualTime()
            .start();
    client = new AdminClient(brume.endpoint());
  }

  @AfterEach
  void stop() {
    brume.close();
  }

  private String iam(String key, String form) {
    return client
        .send(
            "POST",
            "/",
            form + "&Version=2010-05-08",
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + key
                + "/20250101/us-east-1/iam/aws4_request,"
                + " SignedHeaders=host, Signature=5ec2e7")
        .text();
  }

  private void callAsUser() {
    iam("111111111111", "Action=CreateUser&UserName=u");
    String answer = iam("111111111111", "Action=CreateAccessKey&UserName=u");
    String key = answer.replaceAll("(?s).*<AccessKeyId>(.*)</AccessKeyId>.*", "$1");
    iam(key, "Action=ListUsers");
    iam(key, "Action=GetUser&UserName=u");
    iam(key, "Action=ListUserTags&UserName=u");
  }

  @Test
  @ExpectsLog(from = CallerAccess.class, text = "would be refused: User: ")
  void aPolicyIsMadeOfWhatWasAskedFor() {
    callAsUser();

    JsonNode policies = client.get("/_brume/iam/policy?caller=" + CALLER).json().path("policies");

    assertThat(policies).hasSize(1);
    JsonNode statements = policies.path(CALLER).path("Statement");
    assertThat(statements).hasSize(2);
    assertThat(statements.path(0).path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("iam:GetUser", "iam:ListUserTags");
    assertThat(statements.path(0).path("Resource").path(0).asText()).isEqualTo(CALLER);
    assertThat(statements.path(1).path("Action").path(0).asText()).isEqualTo("iam:ListUsers");
  }

  @Test
  @ExpectsLog(from = CallerAccess.class, text = "would be refused: User: ")
  void decisionsAreExplained() {
    callAsUser();

    JsonNode decisions =
        client
            .get("/_brume/iam/explain?decision=implicitDeny&action=iam:GetUser&caller=" + CALLER)
            .json()
            .path("decisions");

    assertThat(decisions).hasSize(1);
    assertThat(decisions.path(0).path("operation").asText()).isEqualTo("GetUser");
    assertThat(decisions.path(0).path("reason").asText())
        .isEqualTo("because no identity-based policy allows the iam:GetUser action");
    assertThat(client.get("/_brume/iam/explain?decision=maybe").json().path("decisions")).isEmpty();
    assertThat(client.get("/_brume/iam/explain?other=1").status()).isEqualTo(400);
  }
}
