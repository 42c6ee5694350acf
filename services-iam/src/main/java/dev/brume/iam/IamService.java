package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.iam.api.IamApi;
import java.util.List;

/**
 * AWS Identity and Access Management.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html">IAM API
 *     Reference</a>
 */
public final class IamService implements Service {
  private final IamAccounts accounts;
  private final IamCallers callers;

  /** Creates the service; it has no state of its own. */
  public IamService(IamAccounts accounts, IamCallers callers) {
    this.accounts = accounts;
    this.callers = callers;
  }

  @Override
  public ServiceSchema schema() {
    return IamApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    IamBinder b = new IamBinder(binder, accounts);
    bindUsersAndGroups(b);
    bindRoles(b);
    bindPolicies(b);
    bindCredentials(b);
    bindDevicesAndCertificates(b);
    bindAccount(b);
    bindTags(b);
    bindOrganizations(b);
  }

  private static void bindOrganizations(IamBinder b) {
    OrganizationOperations organizations = new OrganizationOperations();
    b.on(
        IamApi.DISABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
        organizations::disableOrganizationsRootCredentialsManagement);
    b.on(
        IamApi.DISABLE_ORGANIZATIONS_ROOT_SESSIONS,
        organizations::disableOrganizationsRootSessions);
    b.on(
        IamApi.ENABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
        organizations::enableOrganizationsRootCredentialsManagement);
    b.on(IamApi.ENABLE_ORGANIZATIONS_ROOT_SESSIONS, organizations::enableOrganizationsRootSessions);
    b.on(IamApi.GET_ORGANIZATIONS_ACCESS_REPORT, organizations::getOrganizationsAccessReport);
    b.on(IamApi.LIST_ORGANIZATIONS_FEATURES, organizations::listOrganizationsFeatures);
  }

  private void bindUsersAndGroups(IamBinder b) {
    UserOperations users = new UserOperations(callers);
    b.on(IamApi.CREATE_USER, users::createUser);
    b.act(IamApi.DELETE_USER, users::deleteUser);
    b.act(IamApi.DELETE_USER_PERMISSIONS_BOUNDARY, users::deleteUserPermissionsBoundary);
    b.onCall(IamApi.GET_USER, users::getUser);
    b.on(IamApi.LIST_USERS, users::listUsers);
    b.act(IamApi.PUT_USER_PERMISSIONS_BOUNDARY, users::putUserPermissionsBoundary);
    b.act(IamApi.UPDATE_USER, users::updateUser);
    GroupOperations groups = new GroupOperations();
    b.act(IamApi.ADD_USER_TO_GROUP, groups::addUserToGroup);
    b.on(IamApi.CREATE_GROUP, groups::createGroup);
    b.act(IamApi.DELETE_GROUP, groups::deleteGroup);
    b.on(IamApi.GET_GROUP, groups::getGroup);
    b.on(IamApi.LIST_GROUPS, groups::listGroups);
    b.on(IamApi.LIST_GROUPS_FOR_USER, groups::listGroupsForUser);
    b.act(IamApi.REMOVE_USER_FROM_GROUP, groups::removeUserFromGroup);
    b.act(IamApi.UPDATE_GROUP, groups::updateGroup);
  }

  private static void bindRoles(IamBinder b) {
    RoleOperations roles = new RoleOperations();
    b.on(IamApi.CREATE_ROLE, roles::createRole);
    b.act(IamApi.DELETE_ROLE, roles::deleteRole);
    b.act(IamApi.DELETE_ROLE_PERMISSIONS_BOUNDARY, roles::deleteRolePermissionsBoundary);
    b.on(IamApi.GET_ROLE, roles::getRole);
    b.on(IamApi.LIST_ROLES, roles::listRoles);
    b.act(IamApi.PUT_ROLE_PERMISSIONS_BOUNDARY, roles::putRolePermissionsBoundary);
    b.act(IamApi.UPDATE_ASSUME_ROLE_POLICY, roles::updateAssumeRolePolicy);
    b.on(IamApi.UPDATE_ROLE, roles::updateRole);
    b.on(IamApi.UPDATE_ROLE_DESCRIPTION, roles::updateRoleDescription);
    ServiceLinkedRoleOperations linked = new ServiceLinkedRoleOperations();
    b.on(IamApi.CREATE_SERVICE_LINKED_ROLE, linked::createServiceLinkedRole);
    b.on(IamApi.DELETE_SERVICE_LINKED_ROLE, linked::deleteServiceLinkedRole);
    b.on(
        IamApi.GET_SERVICE_LINKED_ROLE_DELETION_STATUS, linked::getServiceLinkedRoleDeletionStatus);
    InstanceProfileOperations profiles = new InstanceProfileOperations();
    b.act(IamApi.ADD_ROLE_TO_INSTANCE_PROFILE, profiles::addRoleToInstanceProfile);
    b.on(IamApi.CREATE_INSTANCE_PROFILE, profiles::createInstanceProfile);
    b.act(IamApi.DELETE_INSTANCE_PROFILE, profiles::deleteInstanceProfile);
    b.on(IamApi.GET_INSTANCE_PROFILE, profiles::getInstanceProfile);
    b.on(IamApi.LIST_INSTANCE_PROFILES, profiles::listInstanceProfiles);
    b.on(IamApi.LIST_INSTANCE_PROFILES_FOR_ROLE, profiles::listInstanceProfilesForRole);
    b.act(IamApi.REMOVE_ROLE_FROM_INSTANCE_PROFILE, profiles::removeRoleFromInstanceProfile);
  }

  private void bindDevicesAndCertificates(IamBinder b) {
    MfaDeviceOperations devices = new MfaDeviceOperations(callers);
    b.on(IamApi.CREATE_VIRTUAL_MFA_DEVICE, devices::createVirtualMFADevice);
    b.onCall(IamApi.DEACTIVATE_MFA_DEVICE, devices::deactivateMFADevice);
    b.act(IamApi.DELETE_VIRTUAL_MFA_DEVICE, devices::deleteVirtualMFADevice);
    b.act(IamApi.ENABLE_MFA_DEVICE, devices::enableMFADevice);
    b.onCall(IamApi.GET_MFA_DEVICE, devices::getMFADevice);
    b.onCall(IamApi.LIST_MFA_DEVICES, devices::listMFADevices);
    b.on(IamApi.LIST_MFA_DEVICE_TAGS, devices::listMFADeviceTags);
    b.on(IamApi.LIST_VIRTUAL_MFA_DEVICES, devices::listVirtualMFADevices);
    b.act(IamApi.RESYNC_MFA_DEVICE, devices::resyncMFADevice);
    b.act(IamApi.TAG_MFA_DEVICE, devices::tagMFADevice);
    b.act(IamApi.UNTAG_MFA_DEVICE, devices::untagMFADevice);
    SshKeyOperations keys = new SshKeyOperations(callers);
    b.act(IamApi.DELETE_SSH_PUBLIC_KEY, keys::deleteSSHPublicKey);
    b.on(IamApi.GET_SSH_PUBLIC_KEY, keys::getSSHPublicKey);
    b.onCall(IamApi.LIST_SSH_PUBLIC_KEYS, keys::listSSHPublicKeys);
    b.act(IamApi.UPDATE_SSH_PUBLIC_KEY, keys::updateSSHPublicKey);
    b.on(IamApi.UPLOAD_SSH_PUBLIC_KEY, keys::uploadSSHPublicKey);
    SigningCertificateOperations signing = new SigningCertificateOperations(callers);
    b.onCall(IamApi.DELETE_SIGNING_CERTIFICATE, signing::deleteSigningCertificate);
    b.onCall(IamApi.LIST_SIGNING_CERTIFICATES, signing::listSigningCertificates);
    b.onCall(IamApi.UPDATE_SIGNING_CERTIFICATE, signing::updateSigningCertificate);
    b.onCall(IamApi.UPLOAD_SIGNING_CERTIFICATE, signing::uploadSigningCertificate);
    ServerCertificateOperations certificates = new ServerCertificateOperations();
    b.act(IamApi.DELETE_SERVER_CERTIFICATE, certificates::deleteServerCertificate);
    b.on(IamApi.GET_SERVER_CERTIFICATE, certificates::getServerCertificate);
    b.on(IamApi.LIST_SERVER_CERTIFICATES, certificates::listServerCertificates);
    b.on(IamApi.LIST_SERVER_CERTIFICATE_TAGS, certificates::listServerCertificateTags);
    b.act(IamApi.TAG_SERVER_CERTIFICATE, certificates::tagServerCertificate);
    b.act(IamApi.UNTAG_SERVER_CERTIFICATE, certificates::untagServerCertificate);
    b.act(IamApi.UPDATE_SERVER_CERTIFICATE, certificates::updateServerCertificate);
    b.on(IamApi.UPLOAD_SERVER_CERTIFICATE, certificates::uploadServerCertificate);
  }

  private void bindAccount(IamBinder b) {
    AccountOperations account = new AccountOperations(accounts.aliases());
    b.act(IamApi.CREATE_ACCOUNT_ALIAS, account::createAccountAlias);
    b.act(IamApi.DELETE_ACCOUNT_ALIAS, account::deleteAccountAlias);
    b.on(IamApi.DELETE_ACCOUNT_PASSWORD_POLICY, account::deleteAccountPasswordPolicy);
    b.on(IamApi.GET_ACCOUNT_PASSWORD_POLICY, account::getAccountPasswordPolicy);
    b.on(IamApi.GET_ACCOUNT_SUMMARY, account::getAccountSummary);
    b.on(IamApi.LIST_ACCOUNT_ALIASES, account::listAccountAliases);
    b.act(
        IamApi.SET_SECURITY_TOKEN_SERVICE_PREFERENCES, account::setSecurityTokenServicePreferences);
    b.act(IamApi.UPDATE_ACCOUNT_PASSWORD_POLICY, account::updateAccountPasswordPolicy);
    b.on(
        IamApi.GET_ACCOUNT_AUTHORIZATION_DETAILS,
        new AuthorizationDetails()::getAccountAuthorizationDetails);
    PolicySimulation simulation = new PolicySimulation();
    b.on(IamApi.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY, simulation::getContextKeysForCustomPolicy);
    b.on(
        IamApi.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY, simulation::getContextKeysForPrincipalPolicy);
    b.on(IamApi.SIMULATE_CUSTOM_POLICY, simulation::simulateCustomPolicy);
    b.on(IamApi.SIMULATE_PRINCIPAL_POLICY, simulation::simulatePrincipalPolicy);
    LoginProfileOperations logins = new LoginProfileOperations(callers);
    b.onCall(IamApi.CHANGE_PASSWORD, logins::changePassword);
    b.onCall(IamApi.CREATE_LOGIN_PROFILE, logins::createLoginProfile);
    b.onCall(IamApi.DELETE_LOGIN_PROFILE, logins::deleteLoginProfile);
    b.onCall(IamApi.GET_LOGIN_PROFILE, logins::getLoginProfile);
    b.onCall(IamApi.UPDATE_LOGIN_PROFILE, logins::updateLoginProfile);
    b.on(
        IamApi.LIST_POLICIES_GRANTING_SERVICE_ACCESS,
        new ServiceAccessPolicies()::listPoliciesGrantingServiceAccess);
    LastAccessedOperations accessed = new LastAccessedOperations();
    b.on(
        IamApi.GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
        accessed::generateServiceLastAccessedDetails);
    b.on(IamApi.GET_SERVICE_LAST_ACCESSED_DETAILS, accessed::getServiceLastAccessedDetails);
    b.on(
        IamApi.GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES,
        accessed::getServiceLastAccessedDetailsWithEntities);
    CredentialReportOperations reports = new CredentialReportOperations();
    b.on(IamApi.GENERATE_CREDENTIAL_REPORT, reports::generateCredentialReport);
    b.on(IamApi.GET_CREDENTIAL_REPORT, reports::getCredentialReport);
    bindProviders(b);
  }

  private static void bindProviders(IamBinder b) {
    OutboundFederationOperations outbound = new OutboundFederationOperations();
    b.on(
        IamApi.DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
        outbound::disableOutboundWebIdentityFederation);
    b.on(
        IamApi.ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
        outbound::enableOutboundWebIdentityFederation);
    b.on(
        IamApi.GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO,
        outbound::getOutboundWebIdentityFederationInfo);
    SamlProviderOperations saml = new SamlProviderOperations();
    b.on(IamApi.CREATE_SAML_PROVIDER, saml::createSAMLProvider);
    b.act(IamApi.DELETE_SAML_PROVIDER, saml::deleteSAMLProvider);
    b.on(IamApi.GET_SAML_PROVIDER, saml::getSAMLProvider);
    b.on(IamApi.LIST_SAML_PROVIDERS, saml::listSAMLProviders);
    b.on(IamApi.LIST_SAML_PROVIDER_TAGS, saml::listSAMLProviderTags);
    b.act(IamApi.TAG_SAML_PROVIDER, saml::tagSAMLProvider);
    b.act(IamApi.UNTAG_SAML_PROVIDER, saml::untagSAMLProvider);
    b.on(IamApi.UPDATE_SAML_PROVIDER, saml::updateSAMLProvider);
    OidcProviderOperations oidc = new OidcProviderOperations();
    b.act(
        IamApi.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER, oidc::addClientIDToOpenIDConnectProvider);
    b.on(IamApi.CREATE_OPEN_ID_CONNECT_PROVIDER, oidc::createOpenIDConnectProvider);
    b.act(IamApi.DELETE_OPEN_ID_CONNECT_PROVIDER, oidc::deleteOpenIDConnectProvider);
    b.on(IamApi.GET_OPEN_ID_CONNECT_PROVIDER, oidc::getOpenIDConnectProvider);
    b.on(IamApi.LIST_OPEN_ID_CONNECT_PROVIDERS, oidc::listOpenIDConnectProviders);
    b.on(IamApi.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS, oidc::listOpenIDConnectProviderTags);
    b.act(
        IamApi.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
        oidc::removeClientIDFromOpenIDConnectProvider);
    b.act(IamApi.TAG_OPEN_ID_CONNECT_PROVIDER, oidc::tagOpenIDConnectProvider);
    b.act(IamApi.UNTAG_OPEN_ID_CONNECT_PROVIDER, oidc::untagOpenIDConnectProvider);
    b.act(
        IamApi.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
        oidc::updateOpenIDConnectProviderThumbprint);
  }

  private static void bindPolicies(IamBinder b) {
    ManagedPolicyOperations policies = new ManagedPolicyOperations();
    b.on(IamApi.CREATE_POLICY, policies::createPolicy);
    b.on(IamApi.CREATE_POLICY_VERSION, policies::createPolicyVersion);
    b.act(IamApi.DELETE_POLICY, policies::deletePolicy);
    b.act(IamApi.DELETE_POLICY_VERSION, policies::deletePolicyVersion);
    b.on(IamApi.GET_POLICY, policies::getPolicy);
    b.on(IamApi.GET_POLICY_VERSION, policies::getPolicyVersion);
    b.on(IamApi.LIST_POLICIES, policies::listPolicies);
    b.on(IamApi.LIST_POLICY_VERSIONS, policies::listPolicyVersions);
    b.act(IamApi.SET_DEFAULT_POLICY_VERSION, policies::setDefaultPolicyVersion);
    AttachmentOperations attachments = new AttachmentOperations();
    b.act(IamApi.ATTACH_GROUP_POLICY, attachments::attachGroupPolicy);
    b.act(IamApi.ATTACH_ROLE_POLICY, attachments::attachRolePolicy);
    b.act(IamApi.ATTACH_USER_POLICY, attachments::attachUserPolicy);
    b.act(IamApi.DETACH_GROUP_POLICY, attachments::detachGroupPolicy);
    b.act(IamApi.DETACH_ROLE_POLICY, attachments::detachRolePolicy);
    b.act(IamApi.DETACH_USER_POLICY, attachments::detachUserPolicy);
    b.on(IamApi.LIST_ATTACHED_GROUP_POLICIES, attachments::listAttachedGroupPolicies);
    b.on(IamApi.LIST_ATTACHED_ROLE_POLICIES, attachments::listAttachedRolePolicies);
    b.on(IamApi.LIST_ATTACHED_USER_POLICIES, attachments::listAttachedUserPolicies);
    b.on(IamApi.LIST_ENTITIES_FOR_POLICY, new PolicyEntities()::listEntitiesForPolicy);
    InlinePolicyOperations inline = new InlinePolicyOperations();
    b.act(IamApi.DELETE_GROUP_POLICY, inline::deleteGroupPolicy);
    b.act(IamApi.DELETE_ROLE_POLICY, inline::deleteRolePolicy);
    b.act(IamApi.DELETE_USER_POLICY, inline::deleteUserPolicy);
    b.on(IamApi.GET_GROUP_POLICY, inline::getGroupPolicy);
    b.on(IamApi.GET_ROLE_POLICY, inline::getRolePolicy);
    b.on(IamApi.GET_USER_POLICY, inline::getUserPolicy);
    b.on(IamApi.LIST_GROUP_POLICIES, inline::listGroupPolicies);
    b.on(IamApi.LIST_ROLE_POLICIES, inline::listRolePolicies);
    b.on(IamApi.LIST_USER_POLICIES, inline::listUserPolicies);
    b.act(IamApi.PUT_GROUP_POLICY, inline::putGroupPolicy);
    b.act(IamApi.PUT_ROLE_POLICY, inline::putRolePolicy);
    b.act(IamApi.PUT_USER_POLICY, inline::putUserPolicy);
  }

  private void bindCredentials(IamBinder b) {
    AccessKeyOperations keys = new AccessKeyOperations(callers);
    b.onCall(IamApi.CREATE_ACCESS_KEY, keys::createAccessKey);
    b.onCall(IamApi.DELETE_ACCESS_KEY, keys::deleteAccessKey);
    b.on(IamApi.GET_ACCESS_KEY_LAST_USED, keys::getAccessKeyLastUsed);
    b.onCall(IamApi.LIST_ACCESS_KEYS, keys::listAccessKeys);
    b.onCall(IamApi.UPDATE_ACCESS_KEY, keys::updateAccessKey);
    ServiceCredentialOperations services = new ServiceCredentialOperations(callers);
    b.onCall(IamApi.CREATE_SERVICE_SPECIFIC_CREDENTIAL, services::createServiceSpecificCredential);
    b.onCall(IamApi.DELETE_SERVICE_SPECIFIC_CREDENTIAL, services::deleteServiceSpecificCredential);
    b.onCall(IamApi.LIST_SERVICE_SPECIFIC_CREDENTIALS, services::listServiceSpecificCredentials);
    b.onCall(IamApi.RESET_SERVICE_SPECIFIC_CREDENTIAL, services::resetServiceSpecificCredential);
    b.onCall(IamApi.UPDATE_SERVICE_SPECIFIC_CREDENTIAL, services::updateServiceSpecificCredential);
  }

  private static void bindTags(IamBinder b) {
    IamTagOperations tags = new IamTagOperations();
    b.on(IamApi.LIST_INSTANCE_PROFILE_TAGS, tags::listInstanceProfileTags);
    b.on(IamApi.LIST_POLICY_TAGS, tags::listPolicyTags);
    b.on(IamApi.LIST_ROLE_TAGS, tags::listRoleTags);
    b.on(IamApi.LIST_USER_TAGS, tags::listUserTags);
    b.act(IamApi.TAG_INSTANCE_PROFILE, tags::tagInstanceProfile);
    b.act(IamApi.TAG_POLICY, tags::tagPolicy);
    b.act(IamApi.TAG_ROLE, tags::tagRole);
    b.act(IamApi.TAG_USER, tags::tagUser);
    b.act(IamApi.UNTAG_INSTANCE_PROFILE, tags::untagInstanceProfile);
    b.act(IamApi.UNTAG_POLICY, tags::untagPolicy);
    b.act(IamApi.UNTAG_ROLE, tags::untagRole);
    b.act(IamApi.UNTAG_USER, tags::untagUser);
  }

  @Override
  public ServiceAccess access() {
    return new IamAccess(accounts);
  }

  @Override
  public Dialect dialect() {
    return new IamDialect();
  }

  @Override
  public AwsError constraintError(List<Violation> violations, RequestContext context) {
    return IamConstraints.error(violations);
  }
}
