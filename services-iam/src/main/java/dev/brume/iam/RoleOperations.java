package dev.brume.iam;

import dev.brume.iam.api.CreateRoleRequest;
import dev.brume.iam.api.CreateRoleResponse;
import dev.brume.iam.api.DeleteRolePermissionsBoundaryRequest;
import dev.brume.iam.api.DeleteRoleRequest;
import dev.brume.iam.api.GetRoleRequest;
import dev.brume.iam.api.GetRoleResponse;
import dev.brume.iam.api.ListRolesRequest;
import dev.brume.iam.api.ListRolesResponse;
import dev.brume.iam.api.PutRolePermissionsBoundaryRequest;
import dev.brume.iam.api.UpdateAssumeRolePolicyRequest;
import dev.brume.iam.api.UpdateRoleDescriptionRequest;
import dev.brume.iam.api.UpdateRoleDescriptionResponse;
import dev.brume.iam.api.UpdateRoleRequest;
import dev.brume.iam.api.UpdateRoleResponse;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.Permissions;
import dev.brume.iam.engine.PolicyAttachments;
import dev.brume.iam.engine.PolicyDocuments;
import dev.brume.iam.engine.RolePrincipals;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.RoleTrust;
import dev.brume.iam.engine.ServiceLinkedRoles;

/** Roles. */
final class RoleOperations {

  CreateRoleResponse createRole(IamAccount account, CreateRoleRequest input) {
    PolicyDocuments.trust(input.assumeRolePolicyDocument(), new RolePrincipals(account)::isKnown);
    account.roles().requireFree(input.roleName());
    Permissions permissions = Permissions.NONE;
    if (input.permissionsBoundary() != null) {
      account.policies().findAttachable(input.permissionsBoundary());
      permissions = permissions.within(input.permissionsBoundary());
    }
    RoleRecord role =
        new RoleRecord(
            input.roleName(),
            input.path() == null ? UserOperations.ROOT_PATH : input.path(),
            account.ids().unique(EntityKind.ROLE.idPrefix()),
            account.nowMillis(),
            input.assumeRolePolicyDocument(),
            textOrNull(input.description()),
            input.maxSessionDuration() == null
                ? IamQuotas.DEFAULT_SESSION_SECONDS
                : input.maxSessionDuration(),
            IamTags.of(input.tags()),
            permissions,
            null,
            null,
            null);
    account.roles().put(role);
    return CreateRoleResponse.builder().role(created(account, role, input)).build();
  }

  /** The response to CreateRole has no description, and the duration only if it was set. */
  private static dev.brume.iam.api.Role created(
      IamAccount account, RoleRecord role, CreateRoleRequest input) {
    return Responses.role(account, role)
        .maxSessionDuration(input.maxSessionDuration())
        .description(role.description())
        .permissionsBoundary(Responses.boundaryOf(role))
        .tags(Responses.tagsOrNull(role.tags()))
        .build();
  }

  private static String textOrNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  GetRoleResponse getRole(IamAccount account, GetRoleRequest input) {
    RoleRecord role = account.roles().find(input.roleName());
    return GetRoleResponse.builder().role(Responses.roleInFull(account, role)).build();
  }

  ListRolesResponse listRoles(IamAccount account, ListRolesRequest input) {
    MarkedPage<RoleRecord> page =
        MarkedPage.of(account, input, account.roles().list(input.pathPrefix()), RoleRecord::name);
    return ListRolesResponse.builder()
        .roles(
            page.items().stream().map(role -> Responses.listedRole(account, role).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  UpdateRoleResponse updateRole(IamAccount account, UpdateRoleRequest input) {
    RoleRecord role = account.roles().find(input.roleName());
    ServiceLinkedRoles.requireOwn(role);
    String description =
        input.description() == null ? role.description() : textOrNull(input.description());
    int seconds =
        input.maxSessionDuration() == null ? role.maxSessionSeconds() : input.maxSessionDuration();
    account.roles().put(role.described(description, seconds));
    return UpdateRoleResponse.builder().build();
  }

  UpdateRoleDescriptionResponse updateRoleDescription(
      IamAccount account, UpdateRoleDescriptionRequest input) {
    RoleRecord role = account.roles().find(input.roleName());
    RoleRecord changed = role.described(textOrNull(input.description()), role.maxSessionSeconds());
    account.roles().put(changed);
    return UpdateRoleDescriptionResponse.builder()
        .role(Responses.roleInFull(account, changed))
        .build();
  }

  void updateAssumeRolePolicy(IamAccount account, UpdateAssumeRolePolicyRequest input) {
    RoleRecord role = account.roles().find(input.roleName());
    ServiceLinkedRoles.requireOwn(role);
    PolicyDocuments.trust(input.policyDocument(), new RolePrincipals(account)::isKnown);
    account.roles().put(role.withTrustPolicy(input.policyDocument()));
  }

  void deleteRole(IamAccount account, DeleteRoleRequest input) {
    RoleRecord role = account.roles().find(input.roleName());
    ServiceLinkedRoles.requireOwn(role);
    if (!account.profiles().list(profile -> role.name().equals(profile.role())).isEmpty()) {
      throw UserOperations.conflict("must remove roles from instance profile first");
    }
    if (!role.permissions().attached().isEmpty()) {
      throw UserOperations.conflict("must detach all policies first");
    }
    if (!role.permissions().inline().isEmpty()) {
      throw UserOperations.conflict("must delete policies first");
    }
    account.roles().remove(role.name());
    RoleTrust.rename(account, account.arn(EntityKind.ROLE, role), role.id());
    account.uses().forget(role.id());
  }

  void putRolePermissionsBoundary(IamAccount account, PutRolePermissionsBoundaryRequest input) {
    PolicyAttachments.ofRoles(account).bound(input.roleName(), input.permissionsBoundary());
  }

  void deleteRolePermissionsBoundary(
      IamAccount account, DeleteRolePermissionsBoundaryRequest input) {
    PolicyAttachments.ofRoles(account).bound(input.roleName(), null);
  }
}
