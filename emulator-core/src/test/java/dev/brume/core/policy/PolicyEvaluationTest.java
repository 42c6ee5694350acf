package dev.brume.core.policy;

import static dev.brume.core.policy.PolicyText.SESSION;
import static dev.brume.core.policy.PolicyText.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.policy.Decision.Outcome;
import dev.brume.core.policy.Decision.PolicyType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What policies decide, one and together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html">Cross-account
 *     policy evaluation logic</a>
 */
class PolicyEvaluationTest {
  private static final String ANYTHING = "'Action':'*','Resource':'*'";
  private static final Policy ALLOW = PolicyText.ofIdentity("'Effect':'Allow'," + ANYTHING);
  private static final Policy DENY = PolicyText.ofIdentity("'Effect':'Deny'," + ANYTHING);
  private static final Policy SILENT =
      PolicyText.ofIdentity("'Effect':'Allow','Action':'sqs:*','Resource':'*'");
  private static final PolicyPrincipal ROOT = PolicyPrincipal.of("arn:aws:iam::111122223333:root");
  private static final PolicyPrincipal FEDERATED =
      PolicyPrincipal.of("arn:aws:sts::111122223333:federated-user/fay").issuedBy(USER.arn());
  private static final String STRANGERS = "444455556666";

  private static Policy allowing(String principal) {
    return PolicyText.ofResource(
        "'Effect':'Allow'," + ANYTHING + ",'Principal':{'AWS':'" + principal + "'}");
  }

  private static Decision decide(Authorization.Builder policies, PolicyPrincipal principal) {
    return policies.build().decide(PolicyText.by(principal));
  }

  private static Decision decideElsewhere(
      Authorization.Builder policies, PolicyPrincipal principal) {
    return policies
        .build()
        .decide(
            new PolicyRequest(
                principal, "s3:GetObject", PolicyText.OBJECT, STRANGERS, ContextKeys.NONE));
  }

  /** The example of the page: what user may do with its buckets. */
  @ParameterizedTest
  @CsvSource({
    "s3:ListAllMyBuckets, arn:aws:s3:::any,                ALLOW,         AllowS3ListRead",
    "S3:listallmybuckets, arn:aws:s3:::any,                ALLOW,         AllowS3ListRead",
    "s3:PutObject,        arn:aws:s3:::carlossalazar/x,    ALLOW,         AllowS3Self",
    "s3:PutObject,        arn:aws:s3:::carlossalazar-logs, EXPLICIT_DENY, DenyS3Logs",
    "s3:PutObject,        arn:aws:s3:::other/x,            IMPLICIT_DENY,",
    "sqs:SendMessage,     arn:aws:s3:::carlossalazar/x,    IMPLICIT_DENY,",
  })
  void aPolicyDecides(String action, String resource, Outcome outcome, String sid) {
    Policy policy =
        PolicyText.ofIdentity(
            "'Sid':'AllowS3ListRead','Effect':'Allow','Resource':'arn:aws:s3:::*',"
                + "'Action':['s3:GetBucketLocation','s3:ListAllMyBuckets']",
            "'Sid':'AllowS3Self','Effect':'Allow','Action':'s3:*',"
                + "'Resource':['arn:aws:s3:::carlossalazar/*','arn:aws:s3:::carlossalazar*']",
            "'Sid':'DenyS3Logs','Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::*log*'");
    Decision decision =
        policy.decide(
            new PolicyRequest(USER, action, resource, PolicyText.OWNER, ContextKeys.NONE));

    assertThat(decision.outcome()).isEqualTo(outcome);
    assertThat(decision.statement() == null ? null : decision.statement().sid()).isEqualTo(sid);
  }

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
  @Test
  void notActionAndNotResourceMeanAllOthers() {
    Policy policy =
        PolicyText.ofIdentity(
            "'Effect':'Allow','NotAction':['iam:*','s3:Put*'],'NotResource':'arn:aws:s3:::b/*'");
    assertThat(allows(policy, "s3:GetObject", "arn:aws:s3:::c/k")).isTrue();
    assertThat(allows(policy, "s3:PutObject", "arn:aws:s3:::c/k")).isFalse();
    assertThat(allows(policy, "s3:GetObject", "arn:aws:s3:::b/k")).isFalse();
  }

  private static boolean allows(Policy policy, String action, String resource) {
    return policy
        .decide(new PolicyRequest(USER, action, resource, PolicyText.OWNER, ContextKeys.NONE))
        .isAllowed();
  }

  /** The table "Resource-based policies and implicit denies in other policy types". */
  @ParameterizedTest
  @CsvSource({
    "session,   arn:aws:iam::111122223333:role/reader,                    IMPLICIT_DENY, BOUNDARY",
    "session,   arn:aws:sts::111122223333:assumed-role/reader/tuesday,    ALLOW,         RESOURCE",
    "session,   *,                                                        ALLOW,         RESOURCE",
    "user,      arn:aws:iam::111122223333:user/team/ana,                  ALLOW,         RESOURCE",
    "user,      *,                                                        ALLOW,         RESOURCE",
    "user,      111122223333,                                             IMPLICIT_DENY, IDENTITY",
    "federated, arn:aws:iam::111122223333:user/team/ana,                  IMPLICIT_DENY, BOUNDARY",
    "federated, arn:aws:sts::111122223333:federated-user/fay,             ALLOW,         RESOURCE",
    "root,      111122223333,                                             ALLOW,         RESOURCE",
    "root,      444455556666,                                             ALLOW,",
  })
  void resourcePoliciesOutdoImplicitDenies(
      String caller, String named, Outcome outcome, PolicyType type) {
    PolicyPrincipal principal =
        switch (caller) {
          case "session" -> SESSION;
          case "user" -> USER;
          case "federated" -> FEDERATED;
          default -> ROOT;
        };
    Decision decision =
        decide(
            Authorization.builder()
                .resource(allowing(named))
                .identity(List.of(SILENT))
                .boundary(SILENT)
                .session(List.of(SILENT)),
            principal);

    assertThat(decision.outcome()).isEqualTo(outcome);
    assertThat(decision.policyType()).isEqualTo(type);
  }

  @Test
  void withinAnAccountEitherPolicyIsEnough() {
    assertThat(decide(Authorization.builder().identity(List.of(SILENT, ALLOW)), USER).isAllowed())
        .isTrue();
    assertThat(
            decide(
                    Authorization.builder()
                        .resource(allowing("111122223333"))
                        .identity(List.of(ALLOW)),
                    USER)
                .policyType())
        .isEqualTo(PolicyType.IDENTITY);
    assertThat(decide(Authorization.builder(), USER).reason("s3:GetObject"))
        .isEqualTo("because no identity-based policy allows the s3:GetObject action");
  }

  // "KMS key policies and IAM role trust policies are exceptions, because they must explicitly
  // allow access for principals."
  @Test
  void decisiveResourcesMustAllow() {
    Authorization.Builder key =
        Authorization.builder().decisiveResource(allowing(STRANGERS)).identity(List.of(ALLOW));
    assertThat(decide(key, USER).policyType()).isEqualTo(PolicyType.RESOURCE);
    assertThat(decide(key, ROOT).isAllowed()).isFalse();
    Authorization.Builder delegating =
        Authorization.builder().decisiveResource(allowing("111122223333"));
    assertThat(decide(delegating, USER).isAllowed()).isFalse();
    assertThat(decide(delegating.identity(List.of(ALLOW)), USER).isAllowed()).isTrue();
  }

  @Test
  void boundariesSessionsAndControlsLimit() {
    Decision bounded =
        decide(Authorization.builder().identity(List.of(ALLOW)).boundary(SILENT), USER);
    assertThat(bounded.reason("s3:GetObject"))
        .isEqualTo("because no permissions boundary allows the s3:GetObject action");
    Decision limited =
        decide(
            Authorization.builder()
                .identity(List.of(ALLOW))
                .boundary(ALLOW)
                .session(List.of(SILENT)),
            SESSION);
    assertThat(limited.policyType()).isEqualTo(PolicyType.SESSION);
    Authorization.Builder controlled =
        Authorization.builder()
            .identity(List.of(ALLOW))
            .serviceControl(List.of(SILENT, ALLOW))
            .resourceControl(List.of(allowing("*")));
    assertThat(decide(controlled, USER).isAllowed()).isTrue();
    controlled.serviceControl(List.of(SILENT));
    assertThat(decide(controlled, USER).policyType()).isEqualTo(PolicyType.SERVICE_CONTROL);
    assertThat(decide(controlled, ROOT).isAllowed()).isFalse();
  }

  // "Otherwise, the request is implicitly denied": a federated user's session without a policy.
  @Test
  void federatedUsersNeedASessionPolicy() {
    Authorization.Builder policies = Authorization.builder().identity(List.of(ALLOW));
    assertThat(decide(policies, SESSION).isAllowed()).isTrue();
    assertThat(decide(policies, FEDERATED).policyType()).isEqualTo(PolicyType.SESSION);
    assertThat(decide(policies.session(List.of(ALLOW)), FEDERATED).isAllowed()).isTrue();
  }

  @Test
  void oneDenyAnywhereIsEnough() {
    Authorization.Builder all =
        Authorization.builder().resource(allowing("*")).identity(List.of(ALLOW));
    assertThat(decide(all, USER).isAllowed()).isTrue();

    Decision byBoundary = decide(all.boundary(DENY), USER);
    assertThat(byBoundary.isDenied()).isTrue();
    assertThat(byBoundary.reason("s3:GetObject"))
        .isEqualTo("with an explicit deny in a permissions boundary");
    Decision byIdentity = decide(all.identity(List.of(DENY)), USER);
    assertThat(byIdentity.reason("s3:GetObject"))
        .isEqualTo("with an explicit deny in an identity-based policy");
    Policy denying =
        PolicyText.ofResource("'Sid':'no','Effect':'Deny','Principal':'*'," + ANYTHING);
    assertThat(decide(Authorization.builder().resource(denying), ROOT).statement().sid())
        .isEqualTo("no");
    assertThat(decide(all.serviceControl(List.of(DENY)), USER).policyType())
        .isEqualTo(PolicyType.SERVICE_CONTROL);
  }

  // "The request is allowed only if both evaluations return a decision of Allow."
  @Test
  void acrossAccountsBothMustAllow() {
    Authorization.Builder onlyIdentity = Authorization.builder().identity(List.of(ALLOW));
    assertThat(decideElsewhere(onlyIdentity, USER).policyType()).isEqualTo(PolicyType.RESOURCE);
    assertThat(decideElsewhere(onlyIdentity, ROOT).isAllowed()).isFalse();
    for (String named : List.of("*", "111122223333", USER.arn())) {
      Authorization.Builder onlyResource = Authorization.builder().resource(allowing(named));
      assertThat(decideElsewhere(onlyResource, USER).policyType()).isEqualTo(PolicyType.IDENTITY);
      assertThat(decideElsewhere(onlyResource.identity(List.of(ALLOW)), USER).isAllowed()).isTrue();
      assertThat(decideElsewhere(onlyResource.boundary(SILENT), USER).policyType())
          .isEqualTo(PolicyType.BOUNDARY);
    }
    assertThat(
            decideElsewhere(Authorization.builder().resource(allowing("111122223333")), ROOT)
                .isAllowed())
        .isTrue();
  }

  @Test
  void whoHasNoAccountOnlyNeedsTheResource() {
    PolicyPrincipal service = PolicyPrincipal.service("logs.amazonaws.com");
    Policy policy =
        PolicyText.ofResource(
            "'Effect':'Allow','Principal':{'Service':'logs.amazonaws.com'}," + ANYTHING);
    assertThat(decide(Authorization.builder().resource(policy), service).isAllowed()).isTrue();
    assertThat(decide(Authorization.builder().resource(allowing("*")), service).isAllowed())
        .isFalse();
    PolicyPrincipal nobody = PolicyPrincipal.anonymous();
    assertThat(decide(Authorization.builder().resource(allowing("*")), nobody).isAllowed())
        .isTrue();
    assertThat(decide(Authorization.builder().identity(List.of(ALLOW)), nobody).policyType())
        .isEqualTo(PolicyType.RESOURCE);
  }
}
