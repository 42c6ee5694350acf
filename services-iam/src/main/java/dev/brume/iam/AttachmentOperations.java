package dev.brume.iam;

import dev.brume.iam.api.AttachGroupPolicyRequest;
import dev.brume.iam.api.AttachRolePolicyRequest;
import dev.brume.iam.api.AttachUserPolicyRequest;
import dev.brume.iam.api.DetachGroupPolicyRequest;
import dev.brume.iam.api.DetachRolePolicyRequest;
import dev.brume.iam.api.DetachUserPolicyRequest;
import dev.brume.iam.api.ListAttachedGroupPoliciesRequest;
import dev.brume.iam.api.ListAttachedGroupPoliciesResponse;
import dev.brume.iam.api.ListAttachedRolePoliciesRequest;
import dev.brume.iam.api.ListAttachedRolePoliciesResponse;
import dev.brume.iam.api.ListAttachedUserPoliciesRequest;
import dev.brume.iam.api.ListAttachedUserPoliciesResponse;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.PolicyAttachments;
import java.util.List;

/** Managed policies of groups, roles and users. */
final class AttachmentOperations {

  void attachGroupPolicy(IamAccount account, AttachGroupPolicyRequest input) {
    PolicyAttachments.ofGroups(account).attach(input.groupName(), input.policyArn());
  }

  void detachGroupPolicy(IamAccount account, DetachGroupPolicyRequest input) {
    PolicyAttachments.ofGroups(account).detach(input.groupName(), input.policyArn());
  }

  ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(
      IamAccount account, ListAttachedGroupPoliciesRequest input) {
    List<ManagedPolicyRecord> all =
        PolicyAttachments.ofGroups(account).attached(input.groupName(), input.pathPrefix());
    MarkedPage<ManagedPolicyRecord> page =
        MarkedPage.of(account, input, all, ManagedPolicyRecord::arn);
    return ListAttachedGroupPoliciesResponse.builder()
        .attachedPolicies(page.items().stream().map(Responses::attached).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void attachRolePolicy(IamAccount account, AttachRolePolicyRequest input) {
    PolicyAttachments.ofRoles(account).attach(input.roleName(), input.policyArn());
  }

  void detachRolePolicy(IamAccount account, DetachRolePolicyRequest input) {
    PolicyAttachments.ofRoles(account).detach(input.roleName(), input.policyArn());
  }

  ListAttachedRolePoliciesResponse listAttachedRolePolicies(
      IamAccount account, ListAttachedRolePoliciesRequest input) {
    List<ManagedPolicyRecord> all =
        PolicyAttachments.ofRoles(account).attached(input.roleName(), input.pathPrefix());
    MarkedPage<ManagedPolicyRecord> page =
        MarkedPage.of(account, input, all, ManagedPolicyRecord::arn);
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(page.items().stream().map(Responses::attached).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void attachUserPolicy(IamAccount account, AttachUserPolicyRequest input) {
    PolicyAttachments.ofUsers(account).attach(input.userName(), input.policyArn());
  }

  void detachUserPolicy(IamAccount account, DetachUserPolicyRequest input) {
    PolicyAttachments.ofUsers(account).detach(input.userName(), input.policyArn());
  }

  ListAttachedUserPoliciesResponse listAttachedUserPolicies(
      IamAccount account, ListAttachedUserPoliciesRequest input) {
    List<ManagedPolicyRecord> all =
        PolicyAttachments.ofUsers(account).attached(input.userName(), input.pathPrefix());
    MarkedPage<ManagedPolicyRecord> page =
        MarkedPage.of(account, input, all, ManagedPolicyRecord::arn);
    return ListAttachedUserPoliciesResponse.builder()
        .attachedPolicies(page.items().stream().map(Responses::attached).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
