package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Roles of AWS's services.
 *
 * <p>Source of truth: answers recorded on AWS, iam ("IAMServiceRoles").
 */
class ServiceLinkedRolesTest {
  private final IamClients root = IamClients.fresh();

  @ParameterizedTest
  @CsvSource({
    "acm.amazonaws.com, AWSServiceRoleForCertificateManager, CertificateManagerServiceRolePolicy",
    "appmesh.amazonaws.com, AWSServiceRoleForAppMesh, AWSAppMeshServiceRolePolicy",
    "batch.amazonaws.com, AWSServiceRoleForBatch, BatchServiceRolePolicy",
    "ecs.amazonaws.com, AWSServiceRoleForECS, AmazonECSServiceRolePolicy",
    "eks.amazonaws.com, AWSServiceRoleForAmazonEKS, AmazonEKSServiceRolePolicy",
    "ops.apigateway.amazonaws.com, AWSServiceRoleForAPIGateway, APIGatewayServiceRolePolicy",
    "waf.amazonaws.com, AWSServiceRoleForWAFLogging, WAFLoggingServiceRolePolicy"
  })
  void aServiceHasItsRole(String service, String name, String policy) {
    root.iam.createServiceLinkedRole(r -> r.awsServiceName(service));

    Role role = root.iam.getRole(r -> r.roleName(name)).role();
    assertThat(role.arn()).isEqualTo(root.arn("role/aws-service-role/" + service + "/" + name));
    assertThat(role.path()).isEqualTo("/aws-service-role/" + service + "/");
    assertThat(role.maxSessionDuration()).isEqualTo(3600);
    assertThat(role.description()).isNull();
    assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .contains("\"Service\":\"" + service + "\"");
    assertThat(root.iam.listRolePolicies(r -> r.roleName(name)).policyNames()).isEmpty();
    assertThat(root.iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies())
        .containsExactly(
            AttachedPolicy.builder()
                .policyName(policy)
                .policyArn("arn:aws:iam::aws:policy/aws-service-role/" + policy)
                .build());
  }

  @Test
  void someRolesAreDescribed() {
    root.iam.createServiceLinkedRole(r -> r.awsServiceName("rds.amazonaws.com"));

    assertThat(root.iam.getRole(r -> r.roleName("AWSServiceRoleForRDS")).role().description())
        .isEqualTo("Allows Amazon RDS to manage AWS resources on your behalf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"autoscaling.amazonaws.com", "connect.amazonaws.com", "lexv2.amazonaws.com"})
  void someServicesTakeASuffix(String service) {
    Role role =
        root.iam
            .createServiceLinkedRole(r -> r.awsServiceName(service).customSuffix("mine"))
            .role();

    assertThat(role.roleName()).endsWith("_mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acm.amazonaws.com", "sso.amazonaws.com", "batch.amazonaws.com"})
  void othersTakeNone(String service) {
    assertRefused(
        () -> root.iam.createServiceLinkedRole(r -> r.awsServiceName(service).customSuffix("mine")),
        400,
        "InvalidInput",
        "Custom suffix is not allowed for " + service);
  }

  @Test
  void aRoleIsCreatedOnceAndDeletedByATask() {
    root.iam.createServiceLinkedRole(r -> r.awsServiceName("batch.amazonaws.com"));
    assertRefused(
        () -> root.iam.createServiceLinkedRole(r -> r.awsServiceName("batch.amazonaws.com")),
        400,
        "InvalidInput",
        "Service role name AWSServiceRoleForBatch has been taken in this account, please try a"
            + " different suffix.");
    assertRefused(
        () -> root.iam.deleteRole(r -> r.roleName("AWSServiceRoleForBatch")),
        400,
        "UnmodifiableEntity",
        "Cannot perform the operation on the protected role 'AWSServiceRoleForBatch' - this role"
            + " is only modifiable by AWS");

    String task =
        root.iam
            .deleteServiceLinkedRole(r -> r.roleName("AWSServiceRoleForBatch"))
            .deletionTaskId();

    assertThat(task)
        .matches("task/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch/[-0-9a-f]{36}");
    assertThat(
            root.iam
                .getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(task))
                .statusAsString())
        .isEqualTo("SUCCEEDED");
  }
}
