package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.ALL_OF_S3;
import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/**
 * Managed policies, the account's own and AWS's.
 *
 * <p>Source of truth: answers recorded on AWS, iam ("managed policy with empty resource", "delete
 * non existent policy returns no such entity"), and <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html">Versioning
 * IAM policies</a>. Texts that neither has are those that users of AWS report.
 */
class ManagedPoliciesTest {
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  private final IamClients root = IamClients.fresh();

  private Policy create(String name) {
    return root.iam.createPolicy(r -> r.policyName(name).policyDocument(ALL_OF_S3)).policy();
  }

  @Test
  void aNewPolicyIsItsFirstVersion() {
    Policy created = create("storage");
    Policy found = root.iam.getPolicy(r -> r.policyArn(created.arn())).policy();

    assertThat(created.arn()).isEqualTo(root.arn("policy/storage"));
    assertThat(created.policyId()).hasSize(21).startsWith("ANPA");
    assertThat(found.defaultVersionId()).isEqualTo("v1");
    assertThat(found.attachmentCount()).isZero();
    assertThat(found.permissionsBoundaryUsageCount()).isZero();
    assertThat(found.isAttachable()).isTrue();
    assertThat(found.hasTags()).isTrue();
    assertThat(found.tags()).isEmpty();
    assertThat(found.path()).isEqualTo("/");
  }

  @Test
  void whatIsNotThereIsNamedByItsArn() {
    String arn = root.arn("policy/non-existent-policy");

    assertRefused(
        () -> root.iam.deletePolicy(r -> r.policyArn(arn)),
        404,
        "NoSuchEntity",
        "Policy " + arn + " was not found.");
    root.iam.createUser(r -> r.userName("u"));
    assertRefused(
        () -> root.iam.attachUserPolicy(r -> r.userName("u").policyArn(arn)),
        404,
        "NoSuchEntity",
        "Policy " + arn + " does not exist or is not attachable.");
  }

  @Test
  void thereAreFiveVersionsAtMost() {
    String arn = create("versioned").arn();
    for (int i = 0; i < 4; i++) {
      boolean last = i == 3;
      root.iam.createPolicyVersion(
          r -> r.policyArn(arn).policyDocument(ALL_OF_S3).setAsDefault(last));
    }

    assertRefused(
        () -> root.iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(ALL_OF_S3)),
        409,
        "LimitExceeded",
        "A managed policy can have up to 5 versions. Before you create a new version, you must"
            + " delete an existing version.");
    assertThat(root.iam.listPolicyVersions(r -> r.policyArn(arn)).versions())
        .extracting(PolicyVersion::versionId, PolicyVersion::isDefaultVersion)
        .first()
        .extracting(Object::toString)
        .isEqualTo("(\"v5\", true)");
    assertRefused(
        () -> root.iam.deletePolicyVersion(r -> r.policyArn(arn).versionId("v5")),
        409,
        "DeleteConflict",
        "Cannot delete the default version of a policy.");
    assertRefused(
        () -> root.iam.deletePolicy(r -> r.policyArn(arn)),
        409,
        "DeleteConflict",
        "This policy has more than one version. Before you delete a policy, you must delete the"
            + " policy's versions. The default version is deleted with the policy.");
    root.iam.setDefaultPolicyVersion(r -> r.policyArn(arn).versionId("v2"));
    for (String version : new String[] {"v1", "v3", "v4", "v5"}) {
      root.iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(version));
    }
    root.iam.deletePolicy(r -> r.policyArn(arn));
  }

  @Test
  void aPolicyThatIsAttachedStays() {
    String arn = create("held").arn();
    root.iam.createGroup(r -> r.groupName("g"));
    root.iam.attachGroupPolicy(r -> r.groupName("g").policyArn(arn));

    assertThat(root.iam.getPolicy(r -> r.policyArn(arn)).policy().attachmentCount()).isOne();
    assertThat(root.iam.listEntitiesForPolicy(r -> r.policyArn(arn)).policyGroups()).hasSize(1);
    assertRefused(
        () -> root.iam.deletePolicy(r -> r.policyArn(arn)),
        409,
        "DeleteConflict",
        "Cannot delete a policy attached to entities.");
  }

  /** "The size of each managed policy cannot exceed 6,144 characters", white space aside. */
  @Test
  void sizesCountWithoutWhiteSpace() {
    String blank = " ".repeat(7000);

    create("short");
    root.iam.createPolicy(
        r -> r.policyName("blank").policyDocument(ALL_OF_S3.replace("[", "[" + blank)));
    assertRefused(
        () ->
            root.iam.createPolicy(
                r ->
                    r.policyName("long")
                        .policyDocument(ALL_OF_S3.replace("s3:*", "s3:" + "a".repeat(7000)))),
        409,
        "LimitExceeded",
        "Cannot exceed quota for PolicySize: 6144");
  }

  @Test
  void whatIsNoPolicyIsSaidInAwssWords() {
    assertMalformed("{", "This policy contains invalid Json");
    assertMalformed(ALL_OF_S3.replace("Allow", "Perhaps"), "Syntax errors in policy.");
    assertMalformed(
        ALL_OF_S3.replace("\"*\"", "\"bucket\""),
        "Resource bucket must be in ARN format or \"*\".");
    assertMalformed(
        ALL_OF_S3.replace("s3:*", "GetObject"),
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    assertMalformed(
        ALL_OF_S3.replace("\"Action\"", "\"Principal\":\"*\",\"Action\""),
        "Policy document should not specify a principal.");
    assertMalformed(
        ALL_OF_S3.replace("2012-10-17", "2013-01-01"),
        "Policy document must be version 2012-10-17 or greater.");
  }

  private void assertMalformed(String document, String message) {
    assertRefused(
        () -> root.iam.createPolicy(r -> r.policyName("p").policyDocument(document)),
        400,
        "MalformedPolicyDocument",
        message);
  }

  /**
   * <a
   * href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html">AdministratorAccess</a>
   */
  @Test
  void awssPoliciesAreThere() {
    String arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    PolicyVersion version =
        root.iam.getPolicyVersion(r -> r.policyArn(arn).versionId("v1")).policyVersion();

    assertThat(URLDecoder.decode(version.document(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                + "\"Resource\":\"*\"}]}");
    assertThat(
            root.iam.listPoliciesPaginator(r -> r.scope(PolicyScopeType.AWS)).policies().stream())
        .hasSizeGreaterThan(1000);
    assertThat(root.iam.listPolicies(r -> r.scope(PolicyScopeType.LOCAL)).policies()).isEmpty();
  }

  @Test
  void attachedPoliciesAreListedOnce() {
    root.iam.createUser(r -> r.userName("u"));
    root.iam.attachUserPolicy(r -> r.userName("u").policyArn(READ_ONLY));
    root.iam.attachUserPolicy(r -> r.userName("u").policyArn(READ_ONLY));

    assertThat(root.iam.listAttachedUserPolicies(r -> r.userName("u")).attachedPolicies())
        .containsExactly(
            AttachedPolicy.builder().policyName("ReadOnlyAccess").policyArn(READ_ONLY).build());
  }
}
