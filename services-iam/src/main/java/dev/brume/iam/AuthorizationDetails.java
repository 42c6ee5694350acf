package dev.brume.iam;

import dev.brume.iam.api.AttachedPolicy;
import dev.brume.iam.api.GetAccountAuthorizationDetailsRequest;
import dev.brume.iam.api.GetAccountAuthorizationDetailsResponse;
import dev.brume.iam.api.GroupDetail;
import dev.brume.iam.api.InstanceProfile;
import dev.brume.iam.api.ManagedPolicyDetail;
import dev.brume.iam.api.PolicyDetail;
import dev.brume.iam.api.PolicyVersion;
import dev.brume.iam.api.RoleDetail;
import dev.brume.iam.api.UserDetail;
import dev.brume.iam.engine.AwsPolicies;
import dev.brume.iam.engine.Entity;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.GroupRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.Permissions;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.UserRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * GetAccountAuthorizationDetails: everything that determines permissions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html">GetAccountAuthorizationDetails</a>
 */
final class AuthorizationDetails {
  private static final Set<String> ALL =
      Set.of("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");

  GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(
      IamAccount account, GetAccountAuthorizationDetailsRequest input) {
    Set<String> filter =
        input.filter() == null || input.filter().isEmpty() ? ALL : Set.copyOf(input.filter());
    Responses.Uses uses = Responses.Uses.of(account);
    MarkedPage<Entity> page =
        MarkedPage.of(account, input, wanted(account, filter, uses), Entity::id);
    List<UserDetail> users = new ArrayList<>();
    List<GroupDetail> groups = new ArrayList<>();
    List<RoleDetail> roles = new ArrayList<>();
    List<ManagedPolicyDetail> policies = new ArrayList<>();
    for (Entity entity : page.items()) {
      switch (entity) {
        case UserRecord user -> users.add(user(account, user));
        case GroupRecord group -> groups.add(group(account, group));
        case RoleRecord role -> roles.add(role(account, role));
        case ManagedPolicyRecord policy -> policies.add(policy(policy, uses));
        default -> throw new IllegalStateException(entity.getClass().getName());
      }
    }
    return GetAccountAuthorizationDetailsResponse.builder()
        .userDetailList(users)
        .groupDetailList(groups)
        .roleDetailList(roles)
        .policies(policies)
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  /** Of AWS's policies only those in use. */
  private static List<Entity> wanted(IamAccount account, Set<String> filter, Responses.Uses uses) {
    List<Entity> wanted = new ArrayList<>();
    if (filter.contains("User")) {
      wanted.addAll(account.users().all());
    }
    if (filter.contains("Group")) {
      wanted.addAll(account.groups().all());
    }
    if (filter.contains("Role")) {
      wanted.addAll(account.roles().all());
    }
    if (filter.contains("LocalManagedPolicy")) {
      wanted.addAll(account.policies().own().all());
    }
    if (filter.contains("AWSManagedPolicy")) {
      uses.attachments().keySet().stream()
          .sorted()
          .map(arn -> AwsPolicies.get(arn, account.partition()))
          .filter(policy -> policy != null)
          .forEach(wanted::add);
    }
    return wanted;
  }

  private static List<PolicyDetail> inline(Permissions permissions) {
    return permissions.inline().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(
            each ->
                PolicyDetail.builder()
                    .policyName(each.getKey())
                    .policyDocument(Responses.encoded(each.getValue()))
                    .build())
        .toList();
  }

  private static List<AttachedPolicy> attached(IamAccount account, Permissions permissions) {
    return permissions.attached().stream()
        .map(account.policies()::get)
        .filter(policy -> policy != null)
        .map(Responses::attached)
        .toList();
  }

  private static UserDetail user(IamAccount account, UserRecord user) {
    return UserDetail.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(account.arn(EntityKind.USER, user))
        .createDate(Responses.moment(user.createdMillis()))
        .userPolicyList(inline(user.permissions()))
        .groupList(user.groups())
        .attachedManagedPolicies(attached(account, user.permissions()))
        .permissionsBoundary(Responses.boundaryOf(user))
        .tags(Responses.tags(user.tags()))
        .build();
  }

  private static GroupDetail group(IamAccount account, GroupRecord group) {
    return GroupDetail.builder()
        .path(group.path())
        .groupName(group.name())
        .groupId(group.id())
        .arn(account.arn(EntityKind.GROUP, group))
        .createDate(Responses.moment(group.createdMillis()))
        .groupPolicyList(inline(group.permissions()))
        .attachedManagedPolicies(attached(account, group.permissions()))
        .build();
  }

  private static RoleDetail role(IamAccount account, RoleRecord role) {
    List<InstanceProfile> profiles =
        account.profiles().list(profile -> role.name().equals(profile.role())).stream()
            .map(profile -> Responses.profile(account, profile).build())
            .toList();
    return RoleDetail.builder()
        .path(role.path())
        .roleName(role.name())
        .roleId(role.id())
        .arn(account.arn(EntityKind.ROLE, role))
        .createDate(Responses.moment(role.createdMillis()))
        .assumeRolePolicyDocument(Responses.encoded(role.trustPolicy()))
        .instanceProfileList(profiles)
        .rolePolicyList(inline(role.permissions()))
        .attachedManagedPolicies(attached(account, role.permissions()))
        .permissionsBoundary(Responses.boundaryOf(role))
        .tags(Responses.tags(role.tags()))
        .roleLastUsed(Responses.lastUsed(role))
        .build();
  }

  private static ManagedPolicyDetail policy(ManagedPolicyRecord policy, Responses.Uses uses) {
    return ManagedPolicyDetail.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId("v" + policy.defaultNumber())
        .attachmentCount(uses.attachments().getOrDefault(policy.arn(), 0))
        .permissionsBoundaryUsageCount(uses.boundaries().getOrDefault(policy.arn(), 0))
        .isAttachable(true)
        .description(policy.description())
        .createDate(Responses.moment(policy.createdMillis()))
        .updateDate(Responses.moment(policy.updatedMillis()))
        .policyVersionList(
            policy.versions().reversed().stream()
                .map(
                    each ->
                        PolicyVersion.builder()
                            .document(Responses.encoded(each.document()))
                            .versionId(each.versionId())
                            .isDefaultVersion(each.number() == policy.defaultNumber())
                            .createDate(Responses.moment(each.createdMillis()))
                            .build())
                .toList())
        .build();
  }
}
