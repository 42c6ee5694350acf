package dev.brume.iam.engine;

/** The kinds of IAM entities, with AWS's names for them. */
public enum EntityKind {
  USER(
      "user",
      "AIDA",
      "UsersPerAccount",
      IamQuotas.USERS,
      "The user with name %s cannot be found.",
      "User with name %s already exists."),
  GROUP(
      "group",
      "AGPA",
      "GroupsPerAccount",
      IamQuotas.GROUPS,
      "The group with name %s cannot be found.",
      "Group with name %s already exists."),
  ROLE(
      "role",
      "AROA",
      "RolesPerAccount",
      IamQuotas.ROLES,
      "The role with name %s cannot be found.",
      "Role with name %s already exists."),
  POLICY(
      "policy",
      "ANPA",
      "PoliciesPerAccount",
      IamQuotas.POLICIES,
      "Policy %s was not found.",
      "A policy called %s already exists. Duplicate names are not allowed."),
  INSTANCE_PROFILE(
      "instance-profile",
      "AIPA",
      "InstanceProfilesPerAccount",
      IamQuotas.INSTANCE_PROFILES,
      "Instance Profile %s cannot be found.",
      "Instance Profile %s already exists."),
  SERVER_CERTIFICATE(
      "server-certificate",
      "ASCA",
      "ServerCertificatesPerAccount",
      IamQuotas.SERVER_CERTIFICATES,
      "The Server Certificate with name %s cannot be found.",
      "The Server Certificate with name %s already exists.");

  private final String type;
  private final String idPrefix;
  private final String quotaName;
  private final int quota;
  private final String missing;
  private final String taken;

  EntityKind(
      String type, String idPrefix, String quotaName, int quota, String missing, String taken) {
    this.type = type;
    this.idPrefix = idPrefix;
    this.quotaName = quotaName;
    this.quota = quota;
    this.missing = missing;
    this.taken = taken;
  }

  /** The name in ARNs: {@code instance-profile}. */
  public String type() {
    return type;
  }

  /** The prefix of its ids. */
  public String idPrefix() {
    return idPrefix;
  }

  String quotaName() {
    return quotaName;
  }

  int quota() {
    return quota;
  }

  String missing(String name) {
    return missing.formatted(name);
  }

  String taken(String name) {
    return taken.formatted(name);
  }
}
