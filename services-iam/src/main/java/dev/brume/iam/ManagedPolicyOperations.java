package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.iam.api.CreatePolicyRequest;
import dev.brume.iam.api.CreatePolicyResponse;
import dev.brume.iam.api.CreatePolicyVersionRequest;
import dev.brume.iam.api.CreatePolicyVersionResponse;
import dev.brume.iam.api.DeletePolicyRequest;
import dev.brume.iam.api.DeletePolicyVersionRequest;
import dev.brume.iam.api.GetPolicyRequest;
import dev.brume.iam.api.GetPolicyResponse;
import dev.brume.iam.api.GetPolicyVersionRequest;
import dev.brume.iam.api.GetPolicyVersionResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListPoliciesRequest;
import dev.brume.iam.api.ListPoliciesResponse;
import dev.brume.iam.api.ListPolicyVersionsRequest;
import dev.brume.iam.api.ListPolicyVersionsResponse;
import dev.brume.iam.api.PolicyVersion;
import dev.brume.iam.api.SetDefaultPolicyVersionRequest;
import dev.brume.iam.engine.AwsPolicies;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.PolicyDocuments;
import dev.brume.iam.engine.PolicyVersionRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Managed policies and their versions. */
final class ManagedPolicyOperations {

  CreatePolicyResponse createPolicy(IamAccount account, CreatePolicyRequest input) {
    check(input.policyDocument());
    account.policies().own().requireFree(input.policyName());
    String path = input.path() == null ? UserOperations.ROOT_PATH : input.path();
    long now = account.nowMillis();
    ManagedPolicyRecord policy =
        new ManagedPolicyRecord(
            input.policyName(),
            path,
            account.ids().unique(EntityKind.POLICY.idPrefix()),
            account.arn(EntityKind.POLICY.type() + path + input.policyName()),
            input.description() == null || input.description().isEmpty()
                ? null
                : input.description(),
            now,
            now,
            1,
            2,
            List.of(new PolicyVersionRecord(1, input.policyDocument(), now)),
            IamTags.of(input.tags()));
    account.policies().own().put(policy);
    return CreatePolicyResponse.builder()
        .policy(
            Responses.policy(policy, new Responses.Uses(Map.of(), Map.of()))
                .tags(Responses.tagsOrNull(policy.tags()))
                .build())
        .build();
  }

  private static void check(String document) {
    PolicyDocuments.identity(document);
    if (PolicyDocuments.significantLength(document) > IamQuotas.MANAGED_POLICY_CHARACTERS) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for PolicySize: " + IamQuotas.MANAGED_POLICY_CHARACTERS);
    }
  }

  GetPolicyResponse getPolicy(IamAccount account, GetPolicyRequest input) {
    ManagedPolicyRecord policy = account.policies().find(input.policyArn());
    return GetPolicyResponse.builder()
        .policy(
            Responses.policy(policy, Responses.Uses.of(account))
                .description(policy.description())
                .tags(Responses.tags(policy.tags()))
                .build())
        .build();
  }

  ListPoliciesResponse listPolicies(IamAccount account, ListPoliciesRequest input) {
    Responses.Uses uses = Responses.Uses.of(account);
    List<ManagedPolicyRecord> wanted = new ArrayList<>();
    if (!"AWS".equals(input.scope())) {
      wanted.addAll(account.policies().own().all());
    }
    if (!"Local".equals(input.scope())) {
      wanted.addAll(AwsPolicies.all(account.partition()));
    }
    wanted.removeIf(policy -> !isWanted(policy, input, uses));
    MarkedPage<ManagedPolicyRecord> page =
        MarkedPage.of(account, input, wanted, ManagedPolicyRecord::arn);
    return ListPoliciesResponse.builder()
        .policies(
            page.items().stream().map(policy -> Responses.policy(policy, uses).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private static boolean isWanted(
      ManagedPolicyRecord policy, ListPoliciesRequest input, Responses.Uses uses) {
    boolean attached = uses.attachments().containsKey(policy.arn());
    boolean bounds = uses.boundaries().containsKey(policy.arn());
    boolean used =
        input.policyUsageFilter() == null
            || (input.policyUsageFilter().equals("PermissionsBoundary") ? bounds : attached);
    return used
        && (!Boolean.TRUE.equals(input.onlyAttached()) || attached)
        && (input.pathPrefix() == null || policy.path().startsWith(input.pathPrefix()));
  }

  void deletePolicy(IamAccount account, DeletePolicyRequest input) {
    ManagedPolicyRecord policy = account.policies().findOwn(input.policyArn());
    Responses.Uses uses = Responses.Uses.of(account);
    if (uses.attachments().containsKey(policy.arn())
        || uses.boundaries().containsKey(policy.arn())) {
      throw IamErrors.deleteConflictException("Cannot delete a policy attached to entities.");
    }
    if (policy.versions().size() > 1) {
      throw IamErrors.deleteConflictException(
          "This policy has more than one version. Before you delete a policy, you must delete the"
              + " policy's versions. The default version is deleted with the policy.");
    }
    account.policies().own().remove(policy.name());
  }

  CreatePolicyVersionResponse createPolicyVersion(
      IamAccount account, CreatePolicyVersionRequest input) {
    ManagedPolicyRecord policy = account.policies().findOwn(input.policyArn());
    check(input.policyDocument());
    if (policy.versions().size() >= IamQuotas.VERSIONS_PER_POLICY) {
      throw IamErrors.limitExceededException(
          "A managed policy can have up to "
              + IamQuotas.VERSIONS_PER_POLICY
              + " versions. Before you create a new version, you must delete an existing version.");
    }
    boolean asDefault = Boolean.TRUE.equals(input.setAsDefault());
    ManagedPolicyRecord changed =
        policy.withVersion(input.policyDocument(), asDefault, account.nowMillis());
    account.policies().own().put(changed);
    return CreatePolicyVersionResponse.builder()
        .policyVersion(version(changed, changed.versions().getLast()).build())
        .build();
  }

  private static PolicyVersion.Builder version(
      ManagedPolicyRecord policy, PolicyVersionRecord version) {
    return PolicyVersion.builder()
        .versionId(version.versionId())
        .isDefaultVersion(version.number() == policy.defaultNumber())
        .createDate(Responses.moment(version.createdMillis()));
  }

  GetPolicyVersionResponse getPolicyVersion(IamAccount account, GetPolicyVersionRequest input) {
    ManagedPolicyRecord policy = account.policies().find(input.policyArn());
    PolicyVersionRecord version = find(policy, input.versionId());
    return GetPolicyVersionResponse.builder()
        .policyVersion(
            version(policy, version).document(Responses.encoded(version.document())).build())
        .build();
  }

  private static PolicyVersionRecord find(ManagedPolicyRecord policy, String versionId) {
    PolicyVersionRecord version = policy.version(versionId);
    if (version == null) {
      throw noVersion(policy, versionId);
    }
    return version;
  }

  private static AwsError noVersion(ManagedPolicyRecord policy, String versionId) {
    return IamErrors.noSuchEntityException(
        "Policy "
            + policy.arn()
            + " version "
            + versionId
            + " does not exist or is not attachable.");
  }

  ListPolicyVersionsResponse listPolicyVersions(
      IamAccount account, ListPolicyVersionsRequest input) {
    ManagedPolicyRecord policy = account.policies().find(input.policyArn());
    List<PolicyVersionRecord> newestFirst =
        policy.versions().stream()
            .sorted(Comparator.comparingInt(PolicyVersionRecord::number).reversed())
            .toList();
    MarkedPage<PolicyVersionRecord> page =
        MarkedPage.of(account, input, newestFirst, PolicyVersionRecord::versionId);
    return ListPolicyVersionsResponse.builder()
        .versions(page.items().stream().map(each -> version(policy, each).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void deletePolicyVersion(IamAccount account, DeletePolicyVersionRequest input) {
    ManagedPolicyRecord policy = account.policies().findOwn(input.policyArn());
    PolicyVersionRecord version = find(policy, input.versionId());
    if (version.number() == policy.defaultNumber()) {
      throw IamErrors.deleteConflictException("Cannot delete the default version of a policy.");
    }
    account.policies().own().put(policy.withoutVersion(version.versionId()));
  }

  void setDefaultPolicyVersion(IamAccount account, SetDefaultPolicyVersionRequest input) {
    ManagedPolicyRecord policy = account.policies().findOwn(input.policyArn());
    PolicyVersionRecord version = find(policy, input.versionId());
    account.policies().own().put(policy.withDefault(version.number(), account.nowMillis()));
  }
}
