package dev.brume.iam;

import dev.brume.iam.api.AddRoleToInstanceProfileRequest;
import dev.brume.iam.api.CreateInstanceProfileRequest;
import dev.brume.iam.api.CreateInstanceProfileResponse;
import dev.brume.iam.api.DeleteInstanceProfileRequest;
import dev.brume.iam.api.GetInstanceProfileRequest;
import dev.brume.iam.api.GetInstanceProfileResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListInstanceProfilesForRoleRequest;
import dev.brume.iam.api.ListInstanceProfilesForRoleResponse;
import dev.brume.iam.api.ListInstanceProfilesRequest;
import dev.brume.iam.api.ListInstanceProfilesResponse;
import dev.brume.iam.api.RemoveRoleFromInstanceProfileRequest;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.InstanceProfileRecord;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.ServiceLinkedRoles;

/** Instance profiles, each with at most one role. */
final class InstanceProfileOperations {

  CreateInstanceProfileResponse createInstanceProfile(
      IamAccount account, CreateInstanceProfileRequest input) {
    account.profiles().requireFree(input.instanceProfileName());
    InstanceProfileRecord profile =
        new InstanceProfileRecord(
            input.instanceProfileName(),
            input.path() == null ? UserOperations.ROOT_PATH : input.path(),
            account.ids().unique(EntityKind.INSTANCE_PROFILE.idPrefix()),
            account.nowMillis(),
            null,
            IamTags.of(input.tags()));
    account.profiles().put(profile);
    return CreateInstanceProfileResponse.builder()
        .instanceProfile(
            Responses.profile(account, profile).tags(Responses.tagsOrNull(profile.tags())).build())
        .build();
  }

  GetInstanceProfileResponse getInstanceProfile(
      IamAccount account, GetInstanceProfileRequest input) {
    InstanceProfileRecord profile = account.profiles().find(input.instanceProfileName());
    return GetInstanceProfileResponse.builder()
        .instanceProfile(
            Responses.profile(account, profile).tags(Responses.tags(profile.tags())).build())
        .build();
  }

  ListInstanceProfilesResponse listInstanceProfiles(
      IamAccount account, ListInstanceProfilesRequest input) {
    MarkedPage<InstanceProfileRecord> page =
        MarkedPage.of(
            account,
            input,
            account.profiles().list(input.pathPrefix()),
            InstanceProfileRecord::name);
    return ListInstanceProfilesResponse.builder()
        .instanceProfiles(
            page.items().stream().map(each -> Responses.profile(account, each).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
      IamAccount account, ListInstanceProfilesForRoleRequest input) {
    RoleRecord role = account.roles().find(input.roleName());
    MarkedPage<InstanceProfileRecord> page =
        MarkedPage.of(
            account,
            input,
            account.profiles().list(profile -> role.name().equals(profile.role())),
            InstanceProfileRecord::name);
    return ListInstanceProfilesForRoleResponse.builder()
        .instanceProfiles(
            page.items().stream().map(each -> Responses.profile(account, each).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void deleteInstanceProfile(IamAccount account, DeleteInstanceProfileRequest input) {
    InstanceProfileRecord profile = account.profiles().find(input.instanceProfileName());
    if (profile.role() != null) {
      throw UserOperations.conflict("must remove roles from instance profile first");
    }
    account.profiles().remove(profile.name());
  }

  void addRoleToInstanceProfile(IamAccount account, AddRoleToInstanceProfileRequest input) {
    InstanceProfileRecord profile = account.profiles().find(input.instanceProfileName());
    RoleRecord role = account.roles().find(input.roleName());
    ServiceLinkedRoles.requireOwn(role);
    if (profile.role() != null) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }
    account.profiles().put(profile.withRole(role.name()));
  }

  void removeRoleFromInstanceProfile(
      IamAccount account, RemoveRoleFromInstanceProfileRequest input) {
    InstanceProfileRecord profile = account.profiles().find(input.instanceProfileName());
    RoleRecord role = account.roles().find(input.roleName());
    if (!role.name().equals(profile.role())) {
      throw IamErrors.noSuchEntityException(
          "The role with name " + role.name() + " cannot be found.");
    }
    account.profiles().put(profile.withRole(null));
  }
}
