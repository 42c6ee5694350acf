package dev.brume.iam;

import dev.brume.iam.api.AttachedPermissionsBoundary;
import dev.brume.iam.api.AttachedPolicy;
import dev.brume.iam.api.Group;
import dev.brume.iam.api.InstanceProfile;
import dev.brume.iam.api.Policy;
import dev.brume.iam.api.Role;
import dev.brume.iam.api.RoleLastUsed;
import dev.brume.iam.api.Tag;
import dev.brume.iam.api.User;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.GroupRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.InstanceProfileRecord;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.UserRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records in their response form. */
final class Responses {
  private static final String HEX = "0123456789ABCDEF";

  private Responses() {}

  /** A time; null if there is none. */
  static Instant moment(Long millis) {
    return millis == null ? null : Instant.ofEpochSecond(Math.floorDiv(millis, 1000L));
  }

  /** Tags in key order. */
  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Tag.builder().key(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }

  /** The same; null if there are none. */
  static List<Tag> tagsOrNull(Map<String, String> tags) {
    return tags.isEmpty() ? null : tags(tags);
  }

  /** "URL-encoded compliant with RFC 3986". */
  static String encoded(String document) {
    if (document == null) {
      return null;
    }
    StringBuilder text = new StringBuilder(document.length() * 2);
    for (byte each : document.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(each)) {
        text.append((char) each);
      } else {
        text.append('%').append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
      }
    }
    return text.toString();
  }

  private static boolean isUnreserved(byte each) {
    return each >= 'a' && each <= 'z'
        || each >= 'A' && each <= 'Z'
        || each >= '0' && each <= '9'
        || each == '-'
        || each == '_'
        || each == '.'
        || each == '~';
  }

  private static AttachedPermissionsBoundary boundary(String arn) {
    return arn == null
        ? null
        : AttachedPermissionsBoundary.builder()
            .permissionsBoundaryType("Policy")
            .permissionsBoundaryArn(arn)
            .build();
  }

  static User.Builder user(IamAccount account, UserRecord user) {
    return User.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(account.arn(EntityKind.USER, user))
        .createDate(moment(user.createdMillis()))
        .passwordLastUsed(moment(user.passwordUsedMillis()));
  }

  /** With the members that only GetUser returns. */
  static User userInFull(IamAccount account, UserRecord user) {
    return user(account, user)
        .permissionsBoundary(boundary(user.permissions().boundary()))
        .tags(tagsOrNull(user.tags()))
        .build();
  }

  static Group group(IamAccount account, GroupRecord group) {
    return Group.builder()
        .path(group.path())
        .groupName(group.name())
        .groupId(group.id())
        .arn(account.arn(EntityKind.GROUP, group))
        .createDate(moment(group.createdMillis()))
        .build();
  }

  /** As in the response to CreateRole and within other resources. */
  static Role.Builder role(IamAccount account, RoleRecord role) {
    return Role.builder()
        .path(role.path())
        .roleName(role.name())
        .roleId(role.id())
        .arn(account.arn(EntityKind.ROLE, role))
        .createDate(moment(role.createdMillis()))
        .assumeRolePolicyDocument(encoded(role.trustPolicy()));
  }

  /** As in lists. */
  static Role.Builder listedRole(IamAccount account, RoleRecord role) {
    return role(account, role)
        .description(role.description())
        .maxSessionDuration(role.maxSessionSeconds());
  }

  /** With the members that only GetRole returns. */
  static Role roleInFull(IamAccount account, RoleRecord role) {
    return listedRole(account, role)
        .permissionsBoundary(boundary(role.permissions().boundary()))
        .tags(tagsOrNull(role.tags()))
        .roleLastUsed(lastUsed(role))
        .build();
  }

  static RoleLastUsed lastUsed(RoleRecord role) {
    return RoleLastUsed.builder()
        .lastUsedDate(moment(role.lastUsedMillis()))
        .region(role.lastUsedRegion())
        .build();
  }

  static AttachedPermissionsBoundary boundaryOf(RoleRecord role) {
    return boundary(role.permissions().boundary());
  }

  static AttachedPermissionsBoundary boundaryOf(UserRecord user) {
    return boundary(user.permissions().boundary());
  }

  static InstanceProfile.Builder profile(IamAccount account, InstanceProfileRecord profile) {
    RoleRecord role = account.roles().get(profile.role());
    return InstanceProfile.builder()
        .path(profile.path())
        .instanceProfileName(profile.name())
        .instanceProfileId(profile.id())
        .arn(account.arn(EntityKind.INSTANCE_PROFILE, profile))
        .createDate(moment(profile.createdMillis()))
        .roles(role == null ? List.of() : List.of(role(account, role).build()));
  }

  /** The number of uses of managed policies, by ARN. */
  record Uses(Map<String, Integer> attachments, Map<String, Integer> boundaries) {
    static Uses of(IamAccount account) {
      return new Uses(account.policies().attachmentCounts(), account.policies().boundaryCounts());
    }
  }

  static Policy.Builder policy(ManagedPolicyRecord policy, Uses uses) {
    return Policy.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId("v" + policy.defaultNumber())
        .attachmentCount(uses.attachments().getOrDefault(policy.arn(), 0))
        .permissionsBoundaryUsageCount(uses.boundaries().getOrDefault(policy.arn(), 0))
        .isAttachable(true)
        .createDate(moment(policy.createdMillis()))
        .updateDate(moment(policy.updatedMillis()));
  }

  static AttachedPolicy attached(ManagedPolicyRecord policy) {
    return AttachedPolicy.builder().policyName(policy.name()).policyArn(policy.arn()).build();
  }
}
