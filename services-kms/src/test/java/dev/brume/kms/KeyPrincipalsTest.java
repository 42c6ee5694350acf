package dev.brume.kms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerDirectory;
import dev.brume.kms.api.KmsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Users and roles that policies and grants name, but that are not there. The text about policies is
 * AWS's as its users have reported it; that about grants was recorded for ARNs of other forms.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html">Key
 *     policies: "The principals … must exist"</a>
 */
class KeyPrincipalsTest {
  private static final String HERE = "arn:aws:iam::123456789012:role/here";
  private static final String MISSING = "arn:aws:iam::123456789012:role/missing";
  private static final String TEXT =
      "Policy contains a statement with one or more invalid principals.";

  private final WireClient kms =
      TestServer.builder()
          .service(KmsApi.SERVICE, KmsService::new)
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

  private static String policy(String... principals) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
        + "[\"arn:aws:iam::123456789012:root\",\""
        + String.join("\",\"", principals)
        + "\"]},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
  }

  @Test
  void areRefusedInPolicies() {
    kms.call("CreateKey", "Policy", policy(MISSING))
        .isError(400, "MalformedPolicyDocumentException", TEXT);
    JsonNode key = kms.ok("CreateKey", "Policy", policy(HERE)).path("KeyMetadata");
    String id = key.path("KeyId").asText();
    kms.call("PutKeyPolicy", "KeyId", id, "Policy", policy(HERE, MISSING))
        .isError(400, "MalformedPolicyDocumentException", TEXT);
    kms.ok("PutKeyPolicy", "KeyId", id, "Policy", policy(HERE));
    kms.call("PutKeyPolicy", "KeyId", id, "Policy", policy("nobody"))
        .isError(400, "MalformedPolicyDocumentException", TEXT);
  }

  @Test
  void areRefusedInGrants() {
    String id = kms.ok("CreateKey").path("KeyMetadata").path("KeyId").asText();
    List<String> operations = List.of("Decrypt");
    kms.call("CreateGrant", "KeyId", id, "GranteePrincipal", MISSING, "Operations", operations)
        .isError(400, "InvalidArnException", "ARN does not refer to a valid principal");
    kms.call(
            "CreateGrant",
            "KeyId",
            id,
            "GranteePrincipal",
            HERE,
            "RetiringPrincipal",
            MISSING,
            "Operations",
            operations)
        .isError(400, "InvalidArnException");
    kms.ok("CreateGrant", "KeyId", id, "GranteePrincipal", HERE, "Operations", operations);
  }
}
