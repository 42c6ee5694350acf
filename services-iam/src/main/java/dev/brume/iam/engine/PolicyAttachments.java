package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.iam.api.IamErrors;
import java.util.ArrayList;
import java.util.List;

/**
 * Attaches policies to the users, groups or roles of an account, and detaches them.
 *
 * @param <T> the record of the entities
 */
public final class PolicyAttachments<T extends PolicyHolder<T>> {
  private final IamAccount account;
  private final EntityTable<T> holders;
  private final String noun;
  private final String quotaName;
  private final int inlineCharacters;

  private PolicyAttachments(
      IamAccount account,
      EntityTable<T> holders,
      String noun,
      String quotaName,
      int inlineCharacters) {
    this.account = account;
    this.holders = holders;
    this.noun = noun;
    this.quotaName = quotaName;
    this.inlineCharacters = inlineCharacters;
  }

  /** For users. */
  public static PolicyAttachments<UserRecord> ofUsers(IamAccount account) {
    return new PolicyAttachments<>(
        account, account.users(), "user", "PoliciesPerUser", IamQuotas.USER_INLINE_CHARACTERS);
  }

  /** For groups. */
  public static PolicyAttachments<GroupRecord> ofGroups(IamAccount account) {
    return new PolicyAttachments<>(
        account, account.groups(), "group", "PoliciesPerGroup", IamQuotas.GROUP_INLINE_CHARACTERS);
  }

  /** For roles. */
  public static PolicyAttachments<RoleRecord> ofRoles(IamAccount account) {
    return new PolicyAttachments<>(
        account, account.roles(), "role", "PoliciesPerRole", IamQuotas.ROLE_INLINE_CHARACTERS);
  }

  private T modifiable(String name) {
    T holder = holders.find(name);
    if (holder instanceof RoleRecord role) {
      ServiceLinkedRoles.requireOwn(role);
    }
    return holder;
  }

  /**
   * Adds or replaces an inline policy of {@code name}.
   *
   * @throws AwsError NoSuchEntity, MalformedPolicyDocument, LimitExceeded
   */
  public void putInline(String name, String policy, String document) {
    T holder = modifiable(name);
    PolicyDocuments.identity(document);
    Permissions changed = holder.permissions().withInline(policy, document);
    int length =
        changed.inline().values().stream().mapToInt(PolicyDocuments::significantLength).sum();
    if (length > inlineCharacters) {
      throw IamErrors.limitExceededException(
          "Maximum policy size of %d bytes exceeded for %s %s"
              .formatted(inlineCharacters, noun, name));
    }
    holders.put(holder.withPermissions(changed));
  }

  /**
   * The document of an inline policy of {@code name}.
   *
   * @throws AwsError NoSuchEntity
   */
  public String inline(String name, String policy) {
    String document = holders.find(name).permissions().inline().get(policy);
    if (document == null) {
      throw IamErrors.noSuchEntityException(
          "The %s policy with name %s cannot be found.".formatted(noun, policy));
    }
    return document;
  }

  /**
   * Removes an inline policy of {@code name}.
   *
   * @throws AwsError NoSuchEntity
   */
  public void deleteInline(String name, String policy) {
    T holder = modifiable(name);
    inline(name, policy);
    holders.put(holder.withPermissions(holder.permissions().withoutInline(policy)));
  }

  /**
   * The names of the inline policies of {@code name}.
   *
   * @throws AwsError NoSuchEntity
   */
  public List<String> inlineNames(String name) {
    return holders.find(name).permissions().inline().keySet().stream().sorted().toList();
  }

  /**
   * Attaches a managed policy to {@code name}, if it is not attached already.
   *
   * @throws AwsError NoSuchEntity, InvalidInput, PolicyNotAttachable, LimitExceeded
   */
  public void attach(String name, String arn) {
    T holder = modifiable(name);
    ManagedPolicyRecord policy = account.policies().findAttachable(arn);
    if (policy.path().startsWith("/aws-service-role/")) {
      throw IamErrors.policyNotAttachableException(
          "Cannot attach a Service Role Policy to a Customer Role.");
    }
    List<String> attached = holder.permissions().attached();
    if (!attached.contains(arn)) {
      EntityQuota.require(attached.size(), IamQuotas.ATTACHED_POLICIES, quotaName);
      holders.put(holder.withPermissions(holder.permissions().withAttached(arn)));
    }
  }

  /**
   * Detaches a managed policy from {@code name}.
   *
   * @throws AwsError NoSuchEntity, also if it is not attached
   */
  public void detach(String name, String arn) {
    T holder = modifiable(name);
    if (!holder.permissions().attached().contains(arn)) {
      throw IamErrors.noSuchEntityException(EntityKind.POLICY.missing(arn));
    }
    holders.put(holder.withPermissions(holder.permissions().withoutAttached(arn)));
  }

  /**
   * The managed policies of {@code name} with a path prefix.
   *
   * @throws AwsError NoSuchEntity
   */
  public List<ManagedPolicyRecord> attached(String name, String pathPrefix) {
    List<ManagedPolicyRecord> found = new ArrayList<>();
    for (String arn : holders.find(name).permissions().attached()) {
      ManagedPolicyRecord policy = account.policies().get(arn);
      if (policy != null && (pathPrefix == null || policy.path().startsWith(pathPrefix))) {
        found.add(policy);
      }
    }
    return found;
  }

  /**
   * Makes a managed policy the permissions boundary of {@code name}; none if null.
   *
   * @throws AwsError NoSuchEntity, InvalidInput
   */
  public void bound(String name, String arn) {
    T holder = modifiable(name);
    if (arn != null) {
      account.policies().findAttachable(arn);
    } else if (holder.permissions().boundary() == null) {
      throw IamErrors.noSuchEntityException(
          "The permissions boundary of %s %s cannot be found.".formatted(noun, name));
    }
    holders.put(holder.withPermissions(holder.permissions().within(arn)));
  }
}
