package dev.brume.server.clients.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;

/**
 * Decisions that are asked for.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">How
 * AWS enforcement code logic evaluates requests</a> and <a
 * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html">SimulateCustomPolicy</a>.
 */
class PolicySimulationTest {
  private static final String READ =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"arn:aws:s3:::a/${aws:username}/*\"}}";
  private static final String DENY_LATE =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:RequestedRegion\":\"eu-west-1\"}}}}";

  private final IamClients root = IamClients.fresh();

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, arn:aws:s3:::a/bob/1, us-east-1, allowed",
    "s3:GetObject, arn:aws:s3:::a/eve/1, us-east-1, implicitDeny",
    "s3:PutObject, arn:aws:s3:::a/bob/1, us-east-1, implicitDeny",
    "s3:GetObject, arn:aws:s3:::a/bob/1, eu-west-1, explicitDeny",
    "S3:getobject, arn:aws:s3:::a/bob/1, us-east-1, allowed"
  })
  void documentsAreAskedAsRequestsAskThem(
      String action, String resource, String region, String decision) {
    ContextEntry entry =
        ContextEntry.builder()
            .contextKeyName("aws:RequestedRegion")
            .contextKeyType(ContextKeyTypeEnum.STRING)
            .contextKeyValues(region)
            .build();

    EvaluationResult result =
        root.iam
            .simulateCustomPolicy(
                r ->
                    r.policyInputList(READ, DENY_LATE)
                        .callerArn(root.arn("user/bob"))
                        .actionNames(action)
                        .resourceArns(resource)
                        .contextEntries(entry))
            .evaluationResults()
            .getFirst();

    assertThat(result.evalDecisionAsString()).isEqualTo(decision);
    assertThat(result.evalActionName()).isEqualTo(action);
    assertThat(result.evalResourceName()).isEqualTo(resource);
  }

  @Test
  void aUsersPoliciesAndGroupsAndBoundaryCount() {
    root.iam.createUser(r -> r.userName("bob"));
    root.iam.createGroup(r -> r.groupName("g"));
    root.iam.addUserToGroup(r -> r.groupName("g").userName("bob"));
    root.iam.putGroupPolicy(
        r -> r.groupName("g").policyName("p").policyDocument(IamClients.ALL_OF_S3));
    assertThat(decision("s3:PutObject")).isEqualTo("allowed");

    root.iam.putUserPermissionsBoundary(
        r ->
            r.userName("bob")
                .permissionsBoundary("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));

    assertThat(decision("s3:PutObject")).isEqualTo("implicitDeny");
    assertThat(decision("s3:GetObject")).isEqualTo("allowed");
  }

  private String decision(String action) {
    return root.iam
        .simulatePrincipalPolicy(r -> r.policySourceArn(root.arn("user/bob")).actionNames(action))
        .evaluationResults()
        .getFirst()
        .evalDecisionAsString();
  }

  @Test
  void theKeysThatPoliciesAskForAreNamed() {
    assertThat(
            root.iam
                .getContextKeysForCustomPolicy(r -> r.policyInputList(READ, DENY_LATE))
                .contextKeyNames())
        .containsExactly("aws:username", "aws:RequestedRegion");
  }
}
