package dev.brume.kms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.kms.api.KmsApi;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who may use grants and end them where access is enforced. No answers were recorded: AWS's words
 * are not known, and codes alone are checked.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html">Retiring
 *     and revoking grants</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html">GrantConstraints</a>
 */
class GrantAccessTest {
  private static final String ROOT = "AKIAROOTROOTROOTROOT";
  private static final String ANA = "AKIAANAANAANAANAANAA";
  private static final String OTHER = "AKIAOTHEROTHEROTHERO";
  private static final String ROOT_ARN = "arn:aws:iam::123456789012:root";
  private static final String ANA_ARN = "arn:aws:iam::123456789012:user/ana";
  private static final String BOB_ARN = "arn:aws:iam::123456789012:user/bob";
  private static final String OTHER_ARN = "arn:aws:iam::210987654321:user/oda";
  private static final String OTHER_ROOT = "arn:aws:iam::210987654321:root";

  private final TestCallers callers = new TestCallers();
  private final WireClient client =
      TestServer.builder()
          .service(KmsApi.SERVICE, KmsService::new)
          .surroundings(callers::enforcing)
          .build()
          .client();
  private final WireClient root = as(ROOT, ROOT_ARN);
  private final WireClient ana = as(ANA, ANA_ARN);
  private final WireClient other = as(OTHER, OTHER_ARN);
  private final String key = root.ok("CreateKey").path("KeyMetadata").path("Arn").asText();

  private WireClient as(String accessKey, String arn, String... statements) {
    callers.give(
        accessKey,
        CallerIdentity.of(PolicyPrincipal.of(arn))
            .withIdentityPolicies(TestCallers.policies(statements)));
    return client.as(accessKey);
  }

  private static String statement(String effect) {
    return "{'Effect': '" + effect + "', 'Action': 'kms:RetireGrant', 'Resource': '*'}";
  }

  private JsonNode grant(String grantee, String retiring, List<String> operations) {
    List<Object> input =
        new ArrayList<>(
            List.of("KeyId", key, "GranteePrincipal", grantee, "Operations", operations));
    if (retiring != null) {
      input.addAll(List.of("RetiringPrincipal", retiring));
    }
    return root.ok("CreateGrant", input.toArray());
  }

  private Object[] byId(JsonNode grant) {
    return new Object[] {"KeyId", key, "GrantId", grant.path("GrantId").asText()};
  }

  private static Object[] byToken(JsonNode grant) {
    return new Object[] {"GrantToken", grant.path("GrantToken").asText()};
  }

  private void refuses(WireClient caller, Object... input) {
    caller.call("RetireGrant", input).isError(400, "AccessDeniedException");
  }

  @Test
  void areRetiredByTheirRetiringPrincipal() {
    JsonNode bobs = grant(ANA_ARN, BOB_ARN, List.of("Decrypt"));
    refuses(ana, byId(bobs));
    refuses(ana, byToken(bobs));
    refuses(other, byToken(bobs));
    ana.ok("RetireGrant", byId(grant(BOB_ARN, ANA_ARN, List.of("Decrypt"))));
    other.ok("RetireGrant", byToken(grant(BOB_ARN, OTHER_ARN, List.of("Decrypt"))));
  }

  /** "The grantee principal, if the grant includes the RetireGrant operation." */
  @Test
  void areRetiredByTheGranteeWhereTheyAllowIt() {
    refuses(ana, byToken(grant(ANA_ARN, null, List.of("Decrypt"))));
    ana.ok("RetireGrant", byToken(grant(ANA_ARN, null, List.of("Decrypt", "RetireGrant"))));
    other.ok("RetireGrant", byToken(grant(OTHER_ARN, null, List.of("RetireGrant"))));
  }

  /**
   * The account itself may, and whom it lets by an identity policy; a key policy counts for none.
   */
  @Test
  void areRetiredByTheirAccount() {
    root.ok("RetireGrant", byId(grant(BOB_ARN, BOB_ARN, List.of("Decrypt"))));
    JsonNode grant = grant(BOB_ARN, BOB_ARN, List.of("Decrypt"));
    String policy =
        "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action':"
            + " 'kms:*', 'Resource': '*'}]}";
    root.ok("PutKeyPolicy", "KeyId", key, "Policy", policy.replace('\'', '"'));
    refuses(ana, byId(grant));
    refuses(other, byToken(grant));
    as(OTHER, OTHER_ARN, statement("Allow"));
    refuses(other, byToken(grant));
    as(ANA, ANA_ARN, statement("Allow"));
    ana.ok("RetireGrant", byId(grant));
  }

  /** An account that is the retiring principal passes it on by policies of its own. */
  @Test
  void areRetiredByIdentitiesOfARetiringAccount() {
    JsonNode grant = grant(BOB_ARN, OTHER_ROOT, List.of("Decrypt"));
    refuses(other, byToken(grant));
    as(OTHER, OTHER_ARN, statement("Allow"));
    other.ok("RetireGrant", byToken(grant));
  }

  /** "To deny permission to retire a grant, use a Deny action" in identity policies. */
  @Test
  void areNotRetiredByWhomAPolicyDenies() {
    JsonNode grant = grant(BOB_ARN, ANA_ARN, List.of("Decrypt"));
    as(ANA, ANA_ARN, statement("Deny"));
    refuses(ana, byToken(grant));
  }

  /** "Grant constraints are not applied to … management operations, such as DescribeKey." */
  @Test
  void areHeldToAContextOnlyWhereThereIsOne() {
    root.ok(
        "CreateGrant",
        "KeyId",
        key,
        "GranteePrincipal",
        OTHER_ARN,
        "Operations",
        List.of("DescribeKey", "Encrypt"),
        "Constraints",
        Map.of("EncryptionContextEquals", Map.of("a", "b")));
    as(
        OTHER,
        OTHER_ARN,
        "{'Effect': 'Allow', 'Action': ['kms:DescribeKey', 'kms:Encrypt'], 'Resource': '*'}");
    other.ok("DescribeKey", "KeyId", key);
    other.call("Encrypt", "KeyId", key, "Plaintext", "YQ==").isError(400, "AccessDeniedException");
    other.ok("Encrypt", "KeyId", key, "Plaintext", "YQ==", "EncryptionContext", Map.of("a", "b"));
  }
}
