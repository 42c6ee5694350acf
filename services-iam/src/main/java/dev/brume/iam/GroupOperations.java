package dev.brume.iam;

import dev.brume.iam.api.AddUserToGroupRequest;
import dev.brume.iam.api.CreateGroupRequest;
import dev.brume.iam.api.CreateGroupResponse;
import dev.brume.iam.api.DeleteGroupRequest;
import dev.brume.iam.api.GetGroupRequest;
import dev.brume.iam.api.GetGroupResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListGroupsForUserRequest;
import dev.brume.iam.api.ListGroupsForUserResponse;
import dev.brume.iam.api.ListGroupsRequest;
import dev.brume.iam.api.ListGroupsResponse;
import dev.brume.iam.api.RemoveUserFromGroupRequest;
import dev.brume.iam.api.UpdateGroupRequest;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.GroupRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.Permissions;
import dev.brume.iam.engine.UserRecord;
import java.util.ArrayList;
import java.util.List;

/** Groups and their members. */
final class GroupOperations {

  CreateGroupResponse createGroup(IamAccount account, CreateGroupRequest input) {
    account.groups().requireFree(input.groupName());
    GroupRecord group =
        new GroupRecord(
            input.groupName(),
            input.path() == null ? UserOperations.ROOT_PATH : input.path(),
            account.ids().unique(EntityKind.GROUP.idPrefix()),
            account.nowMillis(),
            Permissions.NONE);
    account.groups().put(group);
    return CreateGroupResponse.builder().group(Responses.group(account, group)).build();
  }

  GetGroupResponse getGroup(IamAccount account, GetGroupRequest input) {
    GroupRecord group = account.groups().find(input.groupName());
    MarkedPage<UserRecord> page =
        MarkedPage.of(account, input, members(account, group), UserRecord::name);
    return GetGroupResponse.builder()
        .group(Responses.group(account, group))
        .users(page.items().stream().map(user -> Responses.user(account, user).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private static List<UserRecord> members(IamAccount account, GroupRecord group) {
    return account.users().list(user -> user.groups().contains(group.name()));
  }

  ListGroupsResponse listGroups(IamAccount account, ListGroupsRequest input) {
    MarkedPage<GroupRecord> page =
        MarkedPage.of(account, input, account.groups().list(input.pathPrefix()), GroupRecord::name);
    return ListGroupsResponse.builder()
        .groups(page.items().stream().map(group -> Responses.group(account, group)).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  ListGroupsForUserResponse listGroupsForUser(IamAccount account, ListGroupsForUserRequest input) {
    UserRecord user = account.users().find(input.userName());
    MarkedPage<GroupRecord> page =
        MarkedPage.of(
            account,
            input,
            account.groups().list(group -> user.groups().contains(group.name())),
            GroupRecord::name);
    return ListGroupsForUserResponse.builder()
        .groups(page.items().stream().map(group -> Responses.group(account, group)).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void updateGroup(IamAccount account, UpdateGroupRequest input) {
    GroupRecord group = account.groups().find(input.groupName());
    GroupRecord changed =
        group.renamed(
            input.newGroupName() == null ? group.name() : input.newGroupName(),
            input.newPath() == null ? group.path() : input.newPath());
    account.groups().rename(group.name(), changed);
    if (!changed.name().equals(group.name())) {
      for (UserRecord user : members(account, group)) {
        List<String> groups = new ArrayList<>(user.groups());
        groups.replaceAll(name -> name.equals(group.name()) ? changed.name() : name);
        account.users().put(user.withGroups(groups));
      }
    }
  }

  void deleteGroup(IamAccount account, DeleteGroupRequest input) {
    GroupRecord group = account.groups().find(input.groupName());
    if (!members(account, group).isEmpty()) {
      throw UserOperations.conflict("must remove users from group first");
    }
    if (!group.permissions().attached().isEmpty()) {
      throw UserOperations.conflict("must detach all policies first");
    }
    if (!group.permissions().inline().isEmpty()) {
      throw UserOperations.conflict("must delete policies first");
    }
    account.groups().remove(group.name());
  }

  void addUserToGroup(IamAccount account, AddUserToGroupRequest input) {
    GroupRecord group = account.groups().find(input.groupName());
    UserRecord user = account.users().find(input.userName());
    if (user.groups().contains(group.name())) {
      return;
    }
    if (user.groups().size() >= IamQuotas.GROUPS_PER_USER) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for GroupsPerUser: " + IamQuotas.GROUPS_PER_USER);
    }
    List<String> groups = new ArrayList<>(user.groups());
    groups.add(group.name());
    account.users().put(user.withGroups(groups));
  }

  void removeUserFromGroup(IamAccount account, RemoveUserFromGroupRequest input) {
    GroupRecord group = account.groups().find(input.groupName());
    UserRecord user = account.users().find(input.userName());
    List<String> groups = new ArrayList<>(user.groups());
    groups.remove(group.name());
    account.users().put(user.withGroups(groups));
  }
}
