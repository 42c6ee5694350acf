package dev.brume.iam;

import dev.brume.core.schema.Struct;
import dev.brume.iam.api.ListInstanceProfileTagsRequest;
import dev.brume.iam.api.ListInstanceProfileTagsResponse;
import dev.brume.iam.api.ListPolicyTagsRequest;
import dev.brume.iam.api.ListPolicyTagsResponse;
import dev.brume.iam.api.ListRoleTagsRequest;
import dev.brume.iam.api.ListRoleTagsResponse;
import dev.brume.iam.api.ListUserTagsRequest;
import dev.brume.iam.api.ListUserTagsResponse;
import dev.brume.iam.api.Tag;
import dev.brume.iam.api.TagInstanceProfileRequest;
import dev.brume.iam.api.TagPolicyRequest;
import dev.brume.iam.api.TagRoleRequest;
import dev.brume.iam.api.TagUserRequest;
import dev.brume.iam.api.UntagInstanceProfileRequest;
import dev.brume.iam.api.UntagPolicyRequest;
import dev.brume.iam.api.UntagRoleRequest;
import dev.brume.iam.api.UntagUserRequest;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.InstanceProfileRecord;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.UserRecord;
import java.util.Map;

/** Tags of users, roles, policies and instance profiles. */
final class IamTagOperations {

  void tagUser(IamAccount account, TagUserRequest input) {
    UserRecord user = account.users().find(input.userName());
    account.users().put(user.withTags(IamTags.added(user.tags(), input.tags())));
  }

  void untagUser(IamAccount account, UntagUserRequest input) {
    UserRecord user = account.users().find(input.userName());
    account.users().put(user.withTags(IamTags.without(user.tags(), input.tagKeys())));
  }

  ListUserTagsResponse listUserTags(IamAccount account, ListUserTagsRequest input) {
    MarkedPage<Tag> page = page(account, input, account.users().find(input.userName()).tags());
    return ListUserTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void tagRole(IamAccount account, TagRoleRequest input) {
    RoleRecord role = account.roles().find(input.roleName());
    account.roles().put(role.withTags(IamTags.added(role.tags(), input.tags())));
  }

  void untagRole(IamAccount account, UntagRoleRequest input) {
    RoleRecord role = account.roles().find(input.roleName());
    account.roles().put(role.withTags(IamTags.without(role.tags(), input.tagKeys())));
  }

  ListRoleTagsResponse listRoleTags(IamAccount account, ListRoleTagsRequest input) {
    MarkedPage<Tag> page = page(account, input, account.roles().find(input.roleName()).tags());
    return ListRoleTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void tagPolicy(IamAccount account, TagPolicyRequest input) {
    ManagedPolicyRecord policy = account.policies().findOwn(input.policyArn());
    account.policies().own().put(policy.withTags(IamTags.added(policy.tags(), input.tags())));
  }

  void untagPolicy(IamAccount account, UntagPolicyRequest input) {
    ManagedPolicyRecord policy = account.policies().findOwn(input.policyArn());
    account.policies().own().put(policy.withTags(IamTags.without(policy.tags(), input.tagKeys())));
  }

  ListPolicyTagsResponse listPolicyTags(IamAccount account, ListPolicyTagsRequest input) {
    MarkedPage<Tag> page = page(account, input, account.policies().find(input.policyArn()).tags());
    return ListPolicyTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void tagInstanceProfile(IamAccount account, TagInstanceProfileRequest input) {
    InstanceProfileRecord profile = account.profiles().find(input.instanceProfileName());
    account.profiles().put(profile.withTags(IamTags.added(profile.tags(), input.tags())));
  }

  void untagInstanceProfile(IamAccount account, UntagInstanceProfileRequest input) {
    InstanceProfileRecord profile = account.profiles().find(input.instanceProfileName());
    account.profiles().put(profile.withTags(IamTags.without(profile.tags(), input.tagKeys())));
  }

  ListInstanceProfileTagsResponse listInstanceProfileTags(
      IamAccount account, ListInstanceProfileTagsRequest input) {
    MarkedPage<Tag> page =
        page(account, input, account.profiles().find(input.instanceProfileName()).tags());
    return ListInstanceProfileTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  static MarkedPage<Tag> page(IamAccount account, Struct input, Map<String, String> tags) {
    return MarkedPage.of(account, input, Responses.tags(tags), Tag::key);
  }
}
