package dev.brume.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.CallerIdentity;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRules;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Users with policies of their own meet buckets and objects. Source of truth: Amazon S3 User Guide,
 * "How Amazon S3 authorizes a request", and IAM User Guide, "Policy evaluation logic".
 */
class IdentityPoliciesTest {
  private static final String ANA = "arn:aws:iam::" + S3Wire.ACCOUNT + ":user/ana";
  private static final String STRANGER = "arn:aws:iam::444455556666:user/bob";

  private final S3Wire owner = AccessWire.enforced();

  @BeforeEach
  void makeABucket() {
    owner.create("bucket");
    owner.put("/bucket/k", "x").hasStatus(200);
  }

  private S3Wire user(String arn, String... statements) {
    CallerIdentity user = CallerIdentity.of(PolicyPrincipal.of(arn));
    if (statements.length == 0) {
      return owner.as("user", user);
    }
    String text = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
    try {
      Policy policy = Policy.parse(text.replace('\'', '"'), PolicyRules.ofIdentity(2_048));
      return owner.as("user", user.withIdentityPolicies(List.of(policy)));
    } catch (PolicyFault fault) {
      throw new AssertionError(fault);
    }
  }

  private static String allow(String action, String resource) {
    return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
  }

  @Test
  void aUserWithoutPoliciesIsToldWhatItLacks() {
    Answer answer = user(ANA).get("/bucket/k");

    answer.hasStatus(403);
    assertThat(answer.text())
        .contains("<Code>AccessDenied</Code>")
        .contains("User: " + ANA + " is not authorized to perform: s3:GetObject on resource: ")
        .contains("because no identity-based policy allows the s3:GetObject action");
  }

  @Test
  void aUserMayDoWhatItsPolicyAllows() {
    S3Wire ana = user(ANA, allow("s3:GetObject", "arn:aws:s3:::bucket/*"));

    ana.get("/bucket/k").hasStatus(200);
    ana.put("/bucket/k", "y").hasStatus(403);
    ana.get("/bucket").hasStatus(403);
  }

  @Test
  void theBucketsPolicyIsEnoughWithinTheAccount() {
    AccessWire.policy(
            owner,
            "bucket",
            "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':{'AWS':'"
                + ANA
                + "'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::bucket/*'}}")
        .hasStatus(204);

    user(ANA).get("/bucket/k").hasStatus(200);
  }

  @Test
  void aStrangerNeedsBothSides() {
    String policy =
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':{'AWS':'444455556666'},"
            + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::bucket/*'}}";
    S3Wire bob = user(STRANGER, allow("s3:*", "*"));
    bob.get("/bucket/k").hasStatus(403);

    AccessWire.policy(owner, "bucket", policy).hasStatus(204);
    bob.get("/bucket/k").hasStatus(200);
    user(STRANGER).get("/bucket/k").hasStatus(403);
  }

  @Test
  void whetherAnObjectExistsIsToldToThoseWhoMayReadAndList() {
    user(ANA, allow("s3:GetObject", "*")).get("/bucket/none").hasStatus(403);
    user(ANA, allow("s3:ListBucket", "*")).get("/bucket/none").hasStatus(403);
    user(ANA, allow("s3:GetObject", "*"), allow("s3:ListBucket", "*"))
        .get("/bucket/none")
        .hasStatus(404);
  }

  @Test
  void bucketsAreMadeAndListedWithPermission() {
    user(ANA).get("/").hasStatus(403);
    user(ANA, allow("s3:ListAllMyBuckets", "*")).get("/").hasStatus(200);
    user(ANA).put("/made", "").hasStatus(403);
    user(ANA, allow("s3:CreateBucket", "arn:aws:s3:::made")).put("/made", "").hasStatus(200);
  }

  @Test
  void aDenyOfAUsersOwnCounts() {
    user(
            ANA,
            allow("s3:*", "*"),
            "{'Effect':'Deny','Action':'s3:GetObject','Resource':'arn:aws:s3:::bucket/k'}")
        .get("/bucket/k")
        .hasStatus(403);
  }
}
