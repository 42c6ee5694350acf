package dev.brume.iam;

import dev.brume.iam.api.CreateServiceLinkedRoleRequest;
import dev.brume.iam.api.CreateServiceLinkedRoleResponse;
import dev.brume.iam.api.DeleteServiceLinkedRoleRequest;
import dev.brume.iam.api.DeleteServiceLinkedRoleResponse;
import dev.brume.iam.api.GetServiceLinkedRoleDeletionStatusRequest;
import dev.brume.iam.api.GetServiceLinkedRoleDeletionStatusResponse;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.RoleRecord;

/** Roles of AWS's services. */
final class ServiceLinkedRoleOperations {

  CreateServiceLinkedRoleResponse createServiceLinkedRole(
      IamAccount account, CreateServiceLinkedRoleRequest input) {
    RoleRecord role =
        account
            .serviceRoles()
            .create(input.awsServiceName(), input.customSuffix(), input.description());
    return CreateServiceLinkedRoleResponse.builder()
        .role(Responses.role(account, role).description(role.description()).build())
        .build();
  }

  DeleteServiceLinkedRoleResponse deleteServiceLinkedRole(
      IamAccount account, DeleteServiceLinkedRoleRequest input) {
    return DeleteServiceLinkedRoleResponse.builder()
        .deletionTaskId(account.serviceRoles().delete(input.roleName()))
        .build();
  }

  GetServiceLinkedRoleDeletionStatusResponse getServiceLinkedRoleDeletionStatus(
      IamAccount account, GetServiceLinkedRoleDeletionStatusRequest input) {
    return GetServiceLinkedRoleDeletionStatusResponse.builder()
        .status(account.serviceRoles().deletionStatus(input.deletionTaskId()))
        .build();
  }
}
