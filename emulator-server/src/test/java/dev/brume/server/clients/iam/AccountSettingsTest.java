package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;

/**
 * What an account has one of, passwords, and OpenID Connect providers.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html">Set
 * an account password policy</a>, <a
 * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html">GetAccountSummary</a>,
 * <a
 * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html">CreateOpenIDConnectProvider</a>.
 * Texts are those that users of AWS report.
 */
class AccountSettingsTest {
  private final IamClients root = IamClients.fresh();

  @Test
  void anAliasTakesThePlaceOfAnother() {
    root.iam.createAccountAlias(r -> r.accountAlias("first"));
    root.iam.createAccountAlias(r -> r.accountAlias("second"));

    assertThat(root.iam.listAccountAliases().accountAliases()).containsExactly("second");
    root.iam.deleteAccountAlias(r -> r.accountAlias("second"));
    assertThat(root.iam.listAccountAliases().accountAliases()).isEmpty();
  }

  @Test
  void aPasswordPolicyIsWhole() {
    assertRefused(
        () -> root.iam.getAccountPasswordPolicy(),
        404,
        "NoSuchEntity",
        "The Password Policy with domain name " + root.id + " cannot be found.");
    root.iam.updateAccountPasswordPolicy(r -> r.requireNumbers(true).maxPasswordAge(30));
    root.iam.updateAccountPasswordPolicy(r -> r.minimumPasswordLength(12));

    assertThat(root.iam.getAccountPasswordPolicy().passwordPolicy())
        .satisfies(
            policy -> {
              assertThat(policy.minimumPasswordLength()).isEqualTo(12);
              assertThat(policy.requireNumbers()).isFalse();
              assertThat(policy.expirePasswords()).isFalse();
              assertThat(policy.maxPasswordAge()).isNull();
            });
    root.iam.createUser(r -> r.userName("eve"));
    assertRefused(
        () -> root.iam.createLoginProfile(r -> r.userName("eve").password("short1!A")),
        400,
        "PasswordPolicyViolation",
        "Password does not conform to the account password policy.");
  }

  @Test
  void aUserChangesHisPassword() {
    root.iam.createUser(r -> r.userName("eve"));
    assertRefused(
        () -> root.iam.getLoginProfile(r -> r.userName("eve")),
        404,
        "NoSuchEntity",
        "Login Profile for User eve cannot be found.");
    root.iam.createLoginProfile(r -> r.userName("eve").password("Correct-Horse-1"));
    AccessKey key = root.iam.createAccessKey(r -> r.userName("eve")).accessKey();
    IamClients eve = root.as(key.accessKeyId(), key.secretAccessKey());

    assertRefused(
        () -> eve.iam.changePassword(r -> r.oldPassword("wrong").newPassword("Battery-Staple-2")),
        403,
        "AccessDenied",
        "The old password was incorrect.");
    eve.iam.changePassword(r -> r.oldPassword("Correct-Horse-1").newPassword("Battery-Staple-2"));
    assertRefused(
        () -> root.iam.deleteUser(r -> r.userName("eve")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete login profile first.");
  }

  @Test
  void theSummaryCounts() {
    root.iam.createUser(r -> r.userName("eve"));
    root.role("one");

    assertThat(root.iam.getAccountSummary().summaryMap())
        .containsEntry(SummaryKeyType.USERS, 1)
        .containsEntry(SummaryKeyType.GROUPS, 0)
        .containsEntry(SummaryKeyType.USERS_QUOTA, 5000)
        .containsEntry(SummaryKeyType.VERSIONS_PER_POLICY_QUOTA, 5);
  }

  @Test
  void detailsTellEverythingInPages() {
    root.iam.createUser(r -> r.userName("eve"));
    root.iam.putUserPolicy(
        r -> r.userName("eve").policyName("p").policyDocument(IamClients.ALL_OF_S3));
    root.iam.createGroup(r -> r.groupName("g"));
    root.role("one");
    root.iam.attachRolePolicy(
        r -> r.roleName("one").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));

    GetAccountAuthorizationDetailsResponse all = root.iam.getAccountAuthorizationDetails();
    assertThat(all.userDetailList().getFirst().userPolicyList()).hasSize(1);
    assertThat(all.groupDetailList()).hasSize(1);
    assertThat(all.roleDetailList().getFirst().attachedManagedPolicies()).hasSize(1);
    assertThat(all.policies())
        .extracting(each -> each.policyName())
        .containsExactly("ReadOnlyAccess");
    assertThat(
            root.iam
                .getAccountAuthorizationDetails(r -> r.filter(EntityType.GROUP))
                .userDetailList())
        .isEmpty();
    assertThat(root.iam.getAccountAuthorizationDetailsPaginator(r -> r.maxItems(1)).stream())
        .hasSize(4);
  }

  @Test
  void aProviderIsNamedByItsAddress() {
    String arn =
        root.iam
            .createOpenIDConnectProvider(
                r ->
                    r.url("https://token.actions.githubusercontent.com")
                        .clientIDList("sts.amazonaws.com"))
            .openIDConnectProviderArn();

    assertThat(arn).isEqualTo(root.arn("oidc-provider/token.actions.githubusercontent.com"));
    root.iam.addClientIDToOpenIDConnectProvider(
        r -> r.openIDConnectProviderArn(arn).clientID("other"));
    GetOpenIdConnectProviderResponse found =
        root.iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
    assertThat(found.url()).isEqualTo("token.actions.githubusercontent.com");
    assertThat(found.clientIDList()).isEqualTo(List.of("sts.amazonaws.com", "other"));
    assertRefused(
        () ->
            root.iam.createOpenIDConnectProvider(
                r -> r.url("https://token.actions.githubusercontent.com")),
        409,
        "EntityAlreadyExists",
        "Provider with url https://token.actions.githubusercontent.com already exists.");
    root.iam.deleteOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
    assertThat(root.iam.listOpenIDConnectProviders().openIDConnectProviderList()).isEmpty();
  }
}
