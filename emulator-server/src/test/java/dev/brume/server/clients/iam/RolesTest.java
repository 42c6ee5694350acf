package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.TRUST_OF_EC2;
import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * Roles: what is shown of them where, and what keeps them from being deleted.
 *
 * <p>Source of truth: answers recorded on AWS, iam ("Roles", "IAMIntegrations"), and <a
 * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html">CreateRole</a>.
 * Texts that neither has are those that users of AWS report.
 */
class RolesTest {
  private final IamClients root = IamClients.fresh();

  private Role create(String name) {
    return root.iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST_OF_EC2)).role();
  }

  @Test
  void eachCallShowsAnotherPartOfARole() {
    Tag tag = Tag.builder().key("test").value("value").build();

    Role created =
        root.iam
            .createRole(
                r ->
                    r.roleName("tagged")
                        .path("/role-with-tags/")
                        .assumeRolePolicyDocument(TRUST_OF_EC2)
                        .tags(tag))
            .role();
    Role found = root.iam.getRole(r -> r.roleName("tagged")).role();
    Role listed = root.iam.listRoles(r -> r.pathPrefix("/role-with-tags/")).roles().getFirst();

    assertThat(created.arn()).isEqualTo(root.arn("role/role-with-tags/tagged"));
    assertThat(created.roleId()).hasSize(21).startsWith("AROA");
    assertThat(created.tags()).containsExactly(tag);
    assertThat(created.maxSessionDuration()).isNull();
    assertThat(created.roleLastUsed()).isNull();
    assertThat(found.tags()).containsExactly(tag);
    assertThat(found.maxSessionDuration()).isEqualTo(3600);
    assertThat(found.roleLastUsed()).isNotNull();
    assertThat(found.roleLastUsed().region()).isNull();
    assertThat(listed.hasTags()).isFalse();
    assertThat(listed.maxSessionDuration()).isEqualTo(3600);
    assertThat(listed.roleLastUsed()).isNull();
    assertThat(URLDecoder.decode(found.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(TRUST_OF_EC2);
  }

  @Test
  void namesDifferInMoreThanCase() {
    create("builder");

    assertRefused(
        () -> create("Builder"),
        409,
        "EntityAlreadyExists",
        "Role with name Builder already exists.");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertRefused(
        () -> root.iam.getRole(r -> r.roleName("nobody")),
        404,
        "NoSuchEntity",
        "The role with name nobody cannot be found.");
  }

  /** Answer recorded on AWS, iam: neither the value nor the pattern's value is shown. */
  @Test
  void aNameHasSixtyFourLettersAtMost() {
    assertRefused(
        () -> create("r".repeat(65)),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must"
            + " have length less than or equal to 64");
    assertRefused(
        () -> create("a b"),
        400,
        "ValidationError",
        "The specified value for roleName is invalid. It must contain only alphanumeric characters"
            + " and/or the following: +=,.@_-");
  }

  @Test
  void aTrustPolicyNamesPrincipalsAndStsActions() {
    assertRefused(
        () ->
            root.iam.createRole(
                r -> r.roleName("r").assumeRolePolicyDocument(IamClients.ALL_OF_S3)),
        400,
        "MalformedPolicyDocument",
        "Missing required field Principal");
    assertRefused(
        () ->
            root.iam.createRole(
                r ->
                    r.roleName("r")
                        .assumeRolePolicyDocument(
                            TRUST_OF_EC2.replace("sts:AssumeRole", "s3:GetObject"))),
        400,
        "MalformedPolicyDocument",
        "AssumeRole policy may only specify STS AssumeRole actions.");
    assertRefused(
        () ->
            root.iam.createRole(
                r ->
                    r.roleName("r")
                        .assumeRolePolicyDocument(
                            TRUST_OF_EC2.replace(
                                "\"Service\":\"ec2.amazonaws.com\"",
                                "\"AWS\":\"" + root.arn("user/nobody") + "\""))),
        400,
        "MalformedPolicyDocument",
        "Invalid principal in policy: \"AWS\":\"" + root.arn("user/nobody") + "\"");
  }

  @Test
  void aRoleIsFreeOfPoliciesAndProfilesBeforeItGoes() {
    create("worker");
    root.iam.putRolePolicy(
        r -> r.roleName("worker").policyName("p").policyDocument(IamClients.ALL_OF_S3));
    root.iam.attachRolePolicy(
        r -> r.roleName("worker").policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
    root.iam.createInstanceProfile(r -> r.instanceProfileName("machine"));
    root.iam.addRoleToInstanceProfile(r -> r.instanceProfileName("machine").roleName("worker"));

    assertConflict("Cannot delete entity, must remove roles from instance profile first.");
    root.iam.removeRoleFromInstanceProfile(
        r -> r.instanceProfileName("machine").roleName("worker"));
    assertConflict("Cannot delete entity, must detach all policies first.");
    root.iam.detachRolePolicy(
        r -> r.roleName("worker").policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
    assertConflict("Cannot delete entity, must delete policies first.");
    root.iam.deleteRolePolicy(r -> r.roleName("worker").policyName("p"));
    root.iam.deleteRole(r -> r.roleName("worker"));
    assertThat(root.iam.listRoles().roles()).isEmpty();
  }

  private void assertConflict(String message) {
    assertRefused(
        () -> root.iam.deleteRole(r -> r.roleName("worker")), 409, "DeleteConflict", message);
  }

  @Test
  void aTrustPolicyCanBeReplaced() {
    create("worker");
    String other = TRUST_OF_EC2.replace("ec2", "lambda");

    root.iam.updateAssumeRolePolicy(r -> r.roleName("worker").policyDocument(other));

    String document = root.iam.getRole(r -> r.roleName("worker")).role().assumeRolePolicyDocument();
    assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).isEqualTo(other);
  }

  @Test
  void aListComesInPages() {
    for (int i = 0; i < 5; i++) {
      create("role-" + i);
    }

    assertThat(root.iam.listRoles(r -> r.maxItems(2)).isTruncated()).isTrue();
    assertThat(root.iam.listRolesPaginator(r -> r.maxItems(2)).roles())
        .extracting(Role::roleName)
        .containsExactly("role-0", "role-1", "role-2", "role-3", "role-4");
  }
}
