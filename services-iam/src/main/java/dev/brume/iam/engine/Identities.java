package dev.brume.iam.engine;

import dev.brume.core.access.CallerIdentity;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.scope.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Users, roles and sessions for policy evaluation, with their present policies. Call under the
 * account's lock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
public final class Identities {
  /** The most parsed documents kept; beyond it they are parsed again. */
  private static final int MAX_READY = 2000;

  private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";
  private static final PolicyRules STORED = PolicyRules.ofIdentity(Integer.MAX_VALUE);

  private final Map<String, Policy> ready = new ConcurrentHashMap<>();

  /** The owner of an access key. */
  public CallerIdentity of(IamAccount account, AccessKeyRecord key) {
    UserRecord user = account.users().get(key.user());
    return user == null
        ? CallerIdentity.root(account.partition(), account.id())
        : of(account, user, ContextKeys.builder());
  }

  /** A user with a long-term key. */
  public CallerIdentity of(IamAccount account, UserRecord user) {
    return of(account, user, ContextKeys.builder());
  }

  private CallerIdentity of(IamAccount account, UserRecord user, ContextKeys.Builder keys) {
    CallerIdentity caller =
        CallerIdentity.of(
                PolicyPrincipal.of(account.arn(EntityKind.USER, user)).withUserId(user.id()))
            .with(keys.tags(PRINCIPAL_TAG, user.tags()).build())
            .withIdentityPolicies(ofUser(account, user));
    return bounded(account, caller, user.permissions());
  }

  private CallerIdentity bounded(
      IamAccount account, CallerIdentity caller, Permissions permissions) {
    if (permissions.boundary() == null) {
      return caller;
    }
    String document = account.policies().document(permissions.boundary());
    return caller.within(policy(document == null ? Identities.NOTHING : document));
  }

  /** A deleted boundary allows nothing. */
  private static final String NOTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}}";

  /** The owner of temporary credentials. */
  public CallerIdentity of(IamAccount account, SessionRecord session) {
    return switch (session.kind()) {
      case ROLE -> ofRole(account, session);
      case SELF -> ofSelf(account, session);
      case FEDERATED -> ofFederated(account, session);
    };
  }

  private static ContextKeys.Builder keys(SessionRecord session) {
    ContextKeys.Builder keys =
        ContextKeys.builder()
            .put("aws:TokenIssueTime", Instant.ofEpochMilli(session.createdMillis()).toString())
            .put("aws:SourceIdentity", session.sourceIdentity())
            .put("aws:FederatedProvider", session.provider())
            .put("aws:MultiFactorAuthPresent", String.valueOf(session.mfaMillis() != null));
    if (session.mfaMillis() != null) {
      long age = (session.createdMillis() - session.mfaMillis()) / 1000;
      keys.put("aws:MultiFactorAuthAge", String.valueOf(age));
    }
    return keys;
  }

  private CallerIdentity ofSelf(IamAccount account, SessionRecord session) {
    if (session.source() == null) {
      return CallerIdentity.root(account.partition(), account.id())
          .with(keys(session).build())
          .withSessionPolicies(policies(session.policies()));
    }
    UserRecord user = user(account, session);
    return user == null
        ? CallerIdentity.of(PolicyPrincipal.of(session.arn()).withUserId(session.userId()))
            .with(keys(session).build())
        : of(account, user, keys(session));
  }

  /**
   * The user that a session acts for, which may have another name by now; null if it is gone. A
   * user that was made later is another one.
   */
  private static UserRecord user(IamAccount account, SessionRecord session) {
    if (session.source() == null) {
      return null;
    }
    UserRecord named = account.users().get(session.source());
    if (named != null && named.createdMillis() <= session.createdMillis()) {
      return named;
    }
    return account.users().list((UserRecord user) -> user.id().equals(session.userId())).stream()
        .findFirst()
        .orElse(null);
  }

  private CallerIdentity ofRole(IamAccount account, SessionRecord session) {
    RoleRecord named = account.roles().get(session.source());
    RoleRecord role = named == null || !isOf(named, session) ? null : named;
    ContextKeys.Builder keys =
        keys(session).tags(PRINCIPAL_TAG, tags(role == null ? Map.of() : role.tags(), session));
    PolicyPrincipal principal = PolicyPrincipal.of(session.arn()).withUserId(session.userId());
    return inRole(account, role, principal, keys).withSessionPolicies(policies(session.policies()));
  }

  /** Not of an earlier role with that name: its sessions end with it. */
  private static boolean isOf(RoleRecord role, SessionRecord session) {
    return session.userId().startsWith(role.id() + ":");
  }

  /** The tags of a principal, some of which its session replaces: keys don't differ by case. */
  private static Map<String, String> tags(Map<String, String> own, SessionRecord session) {
    Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    tags.putAll(own);
    tags.putAll(session.tags());
    return tags;
  }

  private CallerIdentity inRole(
      IamAccount account, RoleRecord role, PolicyPrincipal principal, ContextKeys.Builder keys) {
    if (role == null) {
      return CallerIdentity.of(principal).with(keys.build());
    }
    CallerIdentity caller =
        CallerIdentity.of(principal.issuedBy(account.arn(EntityKind.ROLE, role)))
            .with(keys.build())
            .withIdentityPolicies(ofHolder(account, role));
    return bounded(account, caller, role.permissions());
  }

  /**
   * A service in a role, which must trust it; without permissions otherwise.
   *
   * @param roleArn of this account
   * @param service its principal
   * @param sessionName the last part of the session's ARN
   */
  public CallerIdentity of(IamAccount account, Arn roleArn, String service, String sessionName) {
    String name = roleArn.resource().substring(roleArn.resource().lastIndexOf('/') + 1);
    RoleRecord named = account.roles().get(name);
    boolean isThere =
        named != null
            && account.arn(EntityKind.ROLE, named).equals(roleArn.toString())
            && RoleTrust.admits(account, named, service, null);
    RoleRecord role = isThere ? named : null;
    PolicyPrincipal principal =
        PolicyPrincipal.of(
            new Arn(
                    roleArn.partition(),
                    "sts",
                    "",
                    account.id(),
                    "assumed-role/" + name + "/" + sessionName)
                .toString());
    ContextKeys.Builder keys =
        ContextKeys.builder().tags(PRINCIPAL_TAG, role == null ? Map.of() : role.tags());
    return inRole(
        account,
        role,
        role == null ? principal : principal.withUserId(role.id() + ":" + sessionName),
        keys);
  }

  private CallerIdentity ofFederated(IamAccount account, SessionRecord session) {
    UserRecord user = user(account, session);
    PolicyPrincipal principal = PolicyPrincipal.of(session.arn()).withUserId(session.userId());
    Map<String, String> tags = tags(user == null ? Map.of() : user.tags(), session);
    CallerIdentity caller =
        CallerIdentity.of(
                user == null ? principal : principal.issuedBy(account.arn(EntityKind.USER, user)))
            .with(keys(session).tags(PRINCIPAL_TAG, tags).build())
            .withSessionPolicies(policies(session.policies()));
    return user == null
        ? caller
        : bounded(account, caller.withIdentityPolicies(ofUser(account, user)), user.permissions());
  }

  /** The policies of a user and of its groups. */
  private List<Policy> ofUser(IamAccount account, UserRecord user) {
    List<Policy> all = new ArrayList<>(ofHolder(account, user));
    for (String name : user.groups()) {
      GroupRecord group = account.groups().get(name);
      if (group != null) {
        all.addAll(ofHolder(account, group));
      }
    }
    return all;
  }

  /** The own policies of a user, a group or a role. */
  public List<Policy> ofHolder(IamAccount account, PolicyHolder<?> holder) {
    List<String> documents = new ArrayList<>(holder.permissions().inline().values());
    for (String arn : holder.permissions().attached()) {
      String document = account.policies().document(arn);
      if (document != null) {
        documents.add(document);
      }
    }
    return policies(documents);
  }

  private List<Policy> policies(List<String> documents) {
    return documents.stream().map(this::policy).toList();
  }

  /** A stored document, parsed. */
  Policy policy(String document) {
    Policy known = ready.get(document);
    if (known != null) {
      return known;
    }
    try {
      Policy read = Policy.parse(document, STORED);
      if (ready.size() >= MAX_READY) {
        ready.clear();
      }
      ready.put(document, read);
      return read;
    } catch (PolicyFault fault) {
      throw new IllegalStateException("A stored policy can't be read: " + fault.getMessage());
    }
  }
}
