package dev.brume.iam;

import dev.brume.iam.api.ListEntitiesForPolicyRequest;
import dev.brume.iam.api.ListEntitiesForPolicyResponse;
import dev.brume.iam.api.PolicyGroup;
import dev.brume.iam.api.PolicyRole;
import dev.brume.iam.api.PolicyUser;
import dev.brume.iam.engine.GroupRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.PolicyHolder;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.UserRecord;
import java.util.ArrayList;
import java.util.List;

/** ListEntitiesForPolicy: the entities to which a managed policy is attached. */
final class PolicyEntities {

  ListEntitiesForPolicyResponse listEntitiesForPolicy(
      IamAccount account, ListEntitiesForPolicyRequest input) {
    account.policies().find(input.policyArn());
    List<PolicyHolder<?>> all = new ArrayList<>();
    if (takes(input, "Group")) {
      all.addAll(account.groups().all());
    }
    if (takes(input, "User")) {
      all.addAll(account.users().all());
    }
    if (takes(input, "Role")) {
      all.addAll(account.roles().all());
    }
    all.removeIf(holder -> !isMeant(holder, input));
    MarkedPage<PolicyHolder<?>> page = MarkedPage.of(account, input, all, PolicyHolder::id);
    List<PolicyGroup> groups = new ArrayList<>();
    List<PolicyUser> users = new ArrayList<>();
    List<PolicyRole> roles = new ArrayList<>();
    for (PolicyHolder<?> holder : page.items()) {
      switch (holder) {
        case GroupRecord group ->
            groups.add(PolicyGroup.builder().groupName(group.name()).groupId(group.id()).build());
        case UserRecord user ->
            users.add(PolicyUser.builder().userName(user.name()).userId(user.id()).build());
        case RoleRecord role ->
            roles.add(PolicyRole.builder().roleName(role.name()).roleId(role.id()).build());
        default -> throw new IllegalStateException(holder.getClass().getName());
      }
    }
    return ListEntitiesForPolicyResponse.builder()
        .policyGroups(groups)
        .policyUsers(users)
        .policyRoles(roles)
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private static boolean takes(ListEntitiesForPolicyRequest input, String kind) {
    String filter = input.entityFilter();
    return filter == null || filter.equals(kind);
  }

  private static boolean isMeant(PolicyHolder<?> holder, ListEntitiesForPolicyRequest input) {
    boolean attached = holder.permissions().attached().contains(input.policyArn());
    boolean bounds = input.policyArn().equals(holder.permissions().boundary());
    String usage = input.policyUsageFilter();
    boolean used =
        usage == null
            ? attached || bounds
            : usage.equals("PermissionsBoundary") ? bounds : attached;
    return used && (input.pathPrefix() == null || holder.path().startsWith(input.pathPrefix()));
  }
}
