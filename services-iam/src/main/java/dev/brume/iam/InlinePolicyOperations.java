package dev.brume.iam;

import dev.brume.iam.api.DeleteGroupPolicyRequest;
import dev.brume.iam.api.DeleteRolePolicyRequest;
import dev.brume.iam.api.DeleteUserPolicyRequest;
import dev.brume.iam.api.GetGroupPolicyRequest;
import dev.brume.iam.api.GetGroupPolicyResponse;
import dev.brume.iam.api.GetRolePolicyRequest;
import dev.brume.iam.api.GetRolePolicyResponse;
import dev.brume.iam.api.GetUserPolicyRequest;
import dev.brume.iam.api.GetUserPolicyResponse;
import dev.brume.iam.api.ListGroupPoliciesRequest;
import dev.brume.iam.api.ListGroupPoliciesResponse;
import dev.brume.iam.api.ListRolePoliciesRequest;
import dev.brume.iam.api.ListRolePoliciesResponse;
import dev.brume.iam.api.ListUserPoliciesRequest;
import dev.brume.iam.api.ListUserPoliciesResponse;
import dev.brume.iam.api.PutGroupPolicyRequest;
import dev.brume.iam.api.PutRolePolicyRequest;
import dev.brume.iam.api.PutUserPolicyRequest;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.PolicyAttachments;

/** Inline policies of groups, roles and users. */
final class InlinePolicyOperations {

  void putGroupPolicy(IamAccount account, PutGroupPolicyRequest input) {
    PolicyAttachments.ofGroups(account)
        .putInline(input.groupName(), input.policyName(), input.policyDocument());
  }

  GetGroupPolicyResponse getGroupPolicy(IamAccount account, GetGroupPolicyRequest input) {
    String document =
        PolicyAttachments.ofGroups(account).inline(input.groupName(), input.policyName());
    return GetGroupPolicyResponse.builder()
        .groupName(input.groupName())
        .policyName(input.policyName())
        .policyDocument(Responses.encoded(document))
        .build();
  }

  void deleteGroupPolicy(IamAccount account, DeleteGroupPolicyRequest input) {
    PolicyAttachments.ofGroups(account).deleteInline(input.groupName(), input.policyName());
  }

  ListGroupPoliciesResponse listGroupPolicies(IamAccount account, ListGroupPoliciesRequest input) {
    MarkedPage<String> page =
        MarkedPage.ofTexts(
            account, input, PolicyAttachments.ofGroups(account).inlineNames(input.groupName()));
    return ListGroupPoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void putRolePolicy(IamAccount account, PutRolePolicyRequest input) {
    PolicyAttachments.ofRoles(account)
        .putInline(input.roleName(), input.policyName(), input.policyDocument());
  }

  GetRolePolicyResponse getRolePolicy(IamAccount account, GetRolePolicyRequest input) {
    String document =
        PolicyAttachments.ofRoles(account).inline(input.roleName(), input.policyName());
    return GetRolePolicyResponse.builder()
        .roleName(input.roleName())
        .policyName(input.policyName())
        .policyDocument(Responses.encoded(document))
        .build();
  }

  void deleteRolePolicy(IamAccount account, DeleteRolePolicyRequest input) {
    PolicyAttachments.ofRoles(account).deleteInline(input.roleName(), input.policyName());
  }

  ListRolePoliciesResponse listRolePolicies(IamAccount account, ListRolePoliciesRequest input) {
    MarkedPage<String> page =
        MarkedPage.ofTexts(
            account, input, PolicyAttachments.ofRoles(account).inlineNames(input.roleName()));
    return ListRolePoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void putUserPolicy(IamAccount account, PutUserPolicyRequest input) {
    PolicyAttachments.ofUsers(account)
        .putInline(input.userName(), input.policyName(), input.policyDocument());
  }

  GetUserPolicyResponse getUserPolicy(IamAccount account, GetUserPolicyRequest input) {
    String document =
        PolicyAttachments.ofUsers(account).inline(input.userName(), input.policyName());
    return GetUserPolicyResponse.builder()
        .userName(input.userName())
        .policyName(input.policyName())
        .policyDocument(Responses.encoded(document))
        .build();
  }

  void deleteUserPolicy(IamAccount account, DeleteUserPolicyRequest input) {
    PolicyAttachments.ofUsers(account).deleteInline(input.userName(), input.policyName());
  }

  ListUserPoliciesResponse listUserPolicies(IamAccount account, ListUserPoliciesRequest input) {
    MarkedPage<String> page =
        MarkedPage.ofTexts(
            account, input, PolicyAttachments.ofUsers(account).inlineNames(input.userName()));
    return ListUserPoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
