package dev.brume.iam.engine;

/**
 * AWS's default quotas.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and
 *     AWS STS quotas</a>
 */
public final class IamQuotas {
  /** "Users in an AWS account". */
  public static final int USERS = 5000;

  /** "Groups in an AWS account". */
  public static final int GROUPS = 300;

  /** "Roles in an AWS account". */
  public static final int ROLES = 1000;

  /** "Customer managed policies in an AWS account". */
  public static final int POLICIES = 1500;

  /** "Instance profiles in an AWS account". */
  public static final int INSTANCE_PROFILES = 1000;

  /** "Server certificates stored in an AWS account". */
  public static final int SERVER_CERTIFICATES = 20;

  /** "OpenId Connect identity providers in an AWS account". */
  public static final int OIDC_PROVIDERS = 100;

  /** "SAML providers in an AWS account". */
  public static final int SAML_PROVIDERS = 100;

  /** "IAM groups an IAM user can be a member of". */
  public static final int GROUPS_PER_USER = 10;

  /** "Access keys assigned to an IAM user". */
  public static final int ACCESS_KEYS_PER_USER = 2;

  /** "Managed policies attached to an IAM role", and to a user, and to a group. */
  public static final int ATTACHED_POLICIES = 10;

  /** "Versions of a managed policy that can be stored". */
  public static final int VERSIONS_PER_POLICY = 5;

  /** "Tags that can be attached to" each resource. */
  public static final int TAGS = 50;

  /** "MFA devices in use by an IAM user". */
  public static final int MFA_DEVICES_PER_USER = 8;

  /** "Signing certificates assigned to an IAM user". */
  public static final int SIGNING_CERTIFICATES_PER_USER = 2;

  /** "SSH public keys assigned to an IAM user". */
  public static final int SSH_KEYS_PER_USER = 5;

  /** Credentials of a user for one service, by CreateServiceSpecificCredential. */
  public static final int SERVICE_CREDENTIALS_PER_SERVICE = 2;

  /** "Managed policies": characters without white space. */
  public static final int MANAGED_POLICY_CHARACTERS = 6144;

  /** "Role trust policy JSON text": characters without white space. */
  public static final int TRUST_POLICY_CHARACTERS = 2048;

  /** "Users: inline policy size", all together, without white space. */
  public static final int USER_INLINE_CHARACTERS = 2048;

  /** "Roles: inline policy size", all together, without white space. */
  public static final int ROLE_INLINE_CHARACTERS = 10_240;

  /** "Groups: inline policy size", all together, without white space. */
  public static final int GROUP_INLINE_CHARACTERS = 5120;

  /** The default longest session of a role, in seconds. */
  public static final int DEFAULT_SESSION_SECONDS = 3600;

  private IamQuotas() {}
}
