package dev.brume.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whom the Principal and NotPrincipal of a statement mean.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">NotPrincipal</a>
 */
class PolicyPrincipalTest {
  private static final String CANONICAL = "79a59df900b949e55d96a1e698fbaced";
  private static final Map<String, PolicyPrincipal> CALLERS =
      Map.of(
          "anonymous", PolicyPrincipal.anonymous(),
          "root", PolicyPrincipal.of("arn:aws:iam::111122223333:root"),
          "user", PolicyText.USER.withCanonicalUserId(CANONICAL),
          "session", PolicyText.SESSION.issuedBy("arn:aws:iam::111122223333:role/path/reader"),
          "federated",
              PolicyPrincipal.of("arn:aws:sts::111122223333:federated-user/fay")
                  .issuedBy("arn:aws:iam::111122223333:user/team/ana"),
          "service", PolicyPrincipal.service("logs.amazonaws.com"),
          "web", PolicyPrincipal.webIdentity("accounts.google.com"),
          "stranger", PolicyPrincipal.of("arn:aws:iam::444455556666:user/team/ana"));

  private static PrincipalMatch grant(String principal, String caller) {
    return PolicyText.ofResource(
            "'Effect':'Allow','Action':'*','Resource':'*','Principal':" + principal)
        .decide(PolicyText.by(CALLERS.get(caller)))
        .grant();
  }

  // That {"AWS":"*"} leaves out services is not documented; "for anonymous users" it equals "*".
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'*'                                    | anonymous | DIRECT",
        "'*'                                    | service   | DIRECT",
        "'*'                                    | web       | DIRECT",
        "{'AWS':'*'}                            | anonymous | DIRECT",
        "{'AWS':'*'}                            | stranger  | DIRECT",
        "{'AWS':'*'}                            | service   |",
        "{'AWS':'*'}                            | web       |",
        "{'AWS':'111122223333'}                 | root      | DIRECT",
        "{'AWS':'111122223333'}                 | user      | ACCOUNT",
        "{'AWS':'arn:aws:iam::111122223333:root'} | user    | ACCOUNT",
        "{'AWS':'arn:aws:iam::111122223333:root'} | session | ACCOUNT",
        "{'AWS':'111122223333'}                 | federated | ACCOUNT",
        "{'AWS':'111122223333'}                 | stranger  |",
        "{'AWS':'111122223333'}                 | anonymous |",
        "{'AWS':'arn:aws:iam::111122223333:user/team/ana'} | user      | DIRECT",
        "{'AWS':'arn:aws:iam::111122223333:user/team/Ana'} | user      |",
        "{'AWS':'arn:aws:iam::111122223333:user/ana'}      | user      |",
        "{'AWS':'arn:aws:iam::111122223333:user/team/ana'} | federated | ISSUER",
        "{'AWS':'arn:aws:sts::111122223333:federated-user/fay'} | federated | DIRECT",
        "{'AWS':'arn:aws:iam::111122223333:role/path/reader'} | session | ISSUER",
        "{'AWS':'arn:aws:iam::111122223333:role/reader'}      | session |",
        "{'AWS':'arn:aws:sts::111122223333:assumed-role/reader/tuesday'} | session | DIRECT",
        "{'AWS':'arn:aws:sts::111122223333:assumed-role/reader/monday'}  | session |",
        "{'AWS':['444455556666','111122223333','arn:aws:iam::111122223333:user/team/ana']}"
            + " | user | DIRECT",
        "{'Service':'logs.amazonaws.com'}       | service   | DIRECT",
        "{'Service':'sns.amazonaws.com'}        | service   |",
        "{'Federated':'accounts.google.com'}    | web       | DIRECT",
        "{'Federated':'accounts.google.com'}    | user      |",
        "{'CanonicalUser':'" + CANONICAL + "'}  | user      | ACCOUNT",
        "{'CanonicalUser':'" + CANONICAL + "'}  | stranger  |",
      })
  void isMeant(String principal, String caller, PrincipalMatch grant) {
    assertThat(grant(principal, caller)).isEqualTo(grant);
  }

  // "Use this element to deny access to all principals except the one named", who is named by its
  // account, its role and itself, as each may be validated.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "['arn:aws:iam::111122223333:user/team/ana','111122223333'] | user      | false",
        "['arn:aws:iam::111122223333:user/team/ana','111122223333'] | stranger  | true",
        "['arn:aws:iam::111122223333:user/team/ana','111122223333'] | anonymous | true",
        "['arn:aws:iam::111122223333:user/team/ana']                | user      | true",
        "['111122223333']                                           | user      | true",
        "['111122223333']                                           | root      | false",
        "['arn:aws:sts::111122223333:assumed-role/reader/tuesday',"
            + "'arn:aws:iam::111122223333:role/path/reader','111122223333'] | session | false",
        "['arn:aws:iam::111122223333:role/path/reader','111122223333'] | session | true",
        "['*']                                                      | user      | false",
        "['*']                                                      | service   | true",
      })
  void isSparedByDeny(String named, String caller, boolean denied) {
    Policy policy =
        PolicyText.ofResource(
            "'Effect':'Deny','Action':'*','Resource':'*','NotPrincipal':{'AWS':" + named + "}");
    assertThat(policy.decide(PolicyText.by(CALLERS.get(caller))).isDenied()).isEqualTo(denied);
  }

  /** An account's root that federates is named by its account. */
  @Test
  void federatedRootsHaveNoIssuerBesideTheirAccount() {
    PolicyPrincipal federated =
        PolicyPrincipal.of("arn:aws:sts::111122223333:federated-user/fay")
            .issuedBy("arn:aws:iam::111122223333:root");
    Policy policy =
        PolicyText.ofResource(
            "'Effect':'Deny','Action':'*','Resource':'*','NotPrincipal':{'AWS':['111122223333',"
                + "'arn:aws:sts::111122223333:federated-user/fay']}");
    assertThat(policy.decide(PolicyText.by(federated)).isDenied()).isFalse();
  }

  // "Doing so allows all principals except the one named", anonymous ones too.
  @ParameterizedTest
  @CsvSource({"user, false", "root, false", "stranger, true", "anonymous, true", "service, true"})
  void isLeftOutByAllow(String caller, boolean allowed) {
    Policy policy =
        PolicyText.ofResource(
            "'Effect':'Allow','Action':'*','Resource':'*','NotPrincipal':{'AWS':'111122223333'}");
    assertThat(policy.decide(PolicyText.by(CALLERS.get(caller))).isAllowed()).isEqualTo(allowed);
  }

  @Test
  void sessionsAreOfRoles() {
    PolicyPrincipal session =
        PolicyPrincipal.of("arn:aws-cn:sts::111122223333:assumed-role/reader/tuesday");
    assertThat(session.kind()).isEqualTo(PolicyPrincipal.Kind.ROLE_SESSION);
    assertThat(session.issuer()).isEqualTo("arn:aws-cn:iam::111122223333:role/reader");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "arn:aws:iam::111122223333:role/r",
        "arn:aws:sts::111122223333:assumed-role/r"
      })
  void rolesAndOthersMakeNoRequests(String arn) {
    assertThatIllegalArgumentException().isThrownBy(() -> PolicyPrincipal.of(arn));
  }

  /**
   * Policies keep the unique ids of users and roles that were deleted.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique
   *     identifiers</a>
   */
  @Test
  void uniqueIdsMeanOneUserOrRole() {
    Policy policy =
        PolicyText.ofResource(
            "'Effect':'Allow','Action':'*','Resource':'*','Principal':{'AWS':"
                + "['AIDACKCEVSQ6C2AAAAAAA','AROADBQP57FF2AAAAAAAA']}");
    assertThat(grant(policy, PolicyText.USER.withUserId("AIDACKCEVSQ6C2AAAAAAA")))
        .isEqualTo(PrincipalMatch.DIRECT);
    assertThat(grant(policy, PolicyText.SESSION.withUserId("AROADBQP57FF2AAAAAAAA:tuesday")))
        .isEqualTo(PrincipalMatch.ISSUER);
    assertThat(grant(policy, PolicyText.USER.withUserId("AIDACKCEVSQ6C2AAAAAAB"))).isNull();
    assertThat(grant(policy, PolicyText.USER)).isNull();
  }

  private static PrincipalMatch grant(Policy policy, PolicyPrincipal caller) {
    return policy.decide(PolicyText.by(caller)).grant();
  }
}
