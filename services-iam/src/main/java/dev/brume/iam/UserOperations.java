package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.iam.api.CreateUserRequest;
import dev.brume.iam.api.CreateUserResponse;
import dev.brume.iam.api.DeleteUserPermissionsBoundaryRequest;
import dev.brume.iam.api.DeleteUserRequest;
import dev.brume.iam.api.GetUserRequest;
import dev.brume.iam.api.GetUserResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListUsersRequest;
import dev.brume.iam.api.ListUsersResponse;
import dev.brume.iam.api.PutUserPermissionsBoundaryRequest;
import dev.brume.iam.api.UpdateUserRequest;
import dev.brume.iam.api.User;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.Permissions;
import dev.brume.iam.engine.PolicyAttachments;
import dev.brume.iam.engine.RoleTrust;
import dev.brume.iam.engine.UserRecord;
import java.util.List;

/** Users. */
final class UserOperations {
  static final String ROOT_PATH = "/";

  private final IamCallers callers;

  UserOperations(IamCallers callers) {
    this.callers = callers;
  }

  CreateUserResponse createUser(IamAccount account, CreateUserRequest input) {
    String path = input.path() == null ? ROOT_PATH : input.path();
    account.users().requireFree(input.userName());
    Permissions permissions = Permissions.NONE;
    if (input.permissionsBoundary() != null) {
      account.policies().findAttachable(input.permissionsBoundary());
      permissions = permissions.within(input.permissionsBoundary());
    }
    UserRecord user =
        new UserRecord(
            input.userName(),
            path,
            account.ids().unique(EntityKind.USER.idPrefix()),
            account.nowMillis(),
            null,
            IamTags.of(input.tags()),
            permissions,
            List.of(),
            null);
    account.users().put(user);
    return CreateUserResponse.builder().user(Responses.userInFull(account, user)).build();
  }

  /** Without a name: the caller. */
  GetUserResponse getUser(IamAccount account, RequestContext context, GetUserRequest input) {
    String name = input.userName() == null ? callers.userOf(account, context) : input.userName();
    User user =
        name == null ? root(account) : Responses.userInFull(account, account.users().find(name));
    return GetUserResponse.builder().user(user).build();
  }

  /** The root user has neither name nor path. */
  private static User root(IamAccount account) {
    return User.builder()
        .userId(account.id())
        .arn(account.rootArn())
        .createDate(Responses.moment(0L))
        .build();
  }

  ListUsersResponse listUsers(IamAccount account, ListUsersRequest input) {
    MarkedPage<UserRecord> page =
        MarkedPage.of(account, input, account.users().list(input.pathPrefix()), UserRecord::name);
    return ListUsersResponse.builder()
        .users(page.items().stream().map(user -> Responses.user(account, user).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void updateUser(IamAccount account, UpdateUserRequest input) {
    UserRecord user = account.users().find(input.userName());
    UserRecord changed =
        user.renamed(
            input.newUserName() == null ? user.name() : input.newUserName(),
            input.newPath() == null ? user.path() : input.newPath());
    account.users().rename(user.name(), changed);
    RoleTrust.rename(
        account, account.arn(EntityKind.USER, user), account.arn(EntityKind.USER, changed));
    if (!changed.name().equals(user.name())) {
      account.keys().rename(user.name(), changed.name());
      account.credentials().rename(user.name(), changed.name());
    }
  }

  /** "You must remove the items in a group of a user first": AWS's order is not documented. */
  void deleteUser(IamAccount account, DeleteUserRequest input) {
    UserRecord user = account.users().find(input.userName());
    if (!user.groups().isEmpty()) {
      throw conflict("must remove users from group first");
    }
    if (!user.permissions().attached().isEmpty()) {
      throw conflict("must detach all policies first");
    }
    if (!user.permissions().inline().isEmpty()) {
      throw conflict("must delete policies first");
    }
    if (user.login() != null) {
      throw conflict("must delete login profile first");
    }
    if (!account.keys().of(user.name()).isEmpty()) {
      throw conflict("must delete access keys first");
    }
    String held = account.credentials().heldBy(user.name());
    if (held != null) {
      throw conflict(held);
    }
    RoleTrust.rename(account, account.arn(EntityKind.USER, user), user.id());
    account.users().remove(user.name());
    account.uses().forget(user.id());
  }

  static AwsError conflict(String what) {
    return IamErrors.deleteConflictException("Cannot delete entity, " + what + ".");
  }

  void putUserPermissionsBoundary(IamAccount account, PutUserPermissionsBoundaryRequest input) {
    PolicyAttachments.ofUsers(account).bound(input.userName(), input.permissionsBoundary());
  }

  void deleteUserPermissionsBoundary(
      IamAccount account, DeleteUserPermissionsBoundaryRequest input) {
    PolicyAttachments.ofUsers(account).bound(input.userName(), null);
  }
}
