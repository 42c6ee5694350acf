package dev.brume.iam;

import dev.brume.core.access.CallerDirectory;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.auth.Credential;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.core.state.Store;
import dev.brume.iam.engine.AccessKeyRecord;
import dev.brume.iam.engine.Entity;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamIds;
import dev.brume.iam.engine.Identities;
import dev.brume.iam.engine.RolePrincipals;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.SessionRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Knows the access keys issued by IAM and STS, and their owners. */
public final class IamCallers implements CallerDirectory {
  private static final List<String> PARTITIONS = List.of("aws", "aws-cn", "aws-us-gov");

  /** Uses within this interval are not stored one by one. */
  private static final long USE_MILLIS = 60_000;

  private final Store store;
  private final IamAccounts accounts;
  private final Identities identities = new Identities();

  /** The keys of a store's accounts. */
  public IamCallers(Store store, IamAccounts accounts) {
    this.store = store;
    this.accounts = accounts;
  }

  /**
   * The result of {@code read} for a key in the account that the key contains; null if there is
   * none.
   */
  private <T> T lookUp(String accessKeyId, Function<IamAccount, T> read) {
    String account = IamIds.accountOf(accessKeyId);
    if (account == null) {
      return null;
    }
    for (String partition : PARTITIONS) {
      IamAccount known = accounts.known(account, partition);
      if (known != null) {
        synchronized (known) {
          T found = read.apply(known);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  /** The same for callers outside of a section of the store. */
  private <T> T lookUpOutside(String accessKeyId, Function<IamAccount, T> read) {
    if (IamIds.accountOf(accessKeyId) == null) {
      return null;
    }
    store.enter();
    try {
      return lookUp(accessKeyId, read);
    } finally {
      store.exit();
    }
  }

  @Override
  public String accountOf(String accessKeyId) {
    return lookUpOutside(
        accessKeyId,
        account -> {
          boolean known =
              account.keys().get(accessKeyId) != null
                  || account.sessions().get(accessKeyId) != null;
          return known ? account.id() : null;
        });
  }

  @Override
  public Credential credential(String accessKeyId) {
    return lookUpOutside(accessKeyId, account -> credential(account, accessKeyId));
  }

  private static Credential credential(IamAccount account, String accessKeyId) {
    AccessKeyRecord key = account.keys().get(accessKeyId);
    if (key != null) {
      return key.active() ? Credential.of(key.id(), key.secret(), account.id()) : null;
    }
    SessionRecord session = account.sessions().get(accessKeyId);
    return session == null
        ? null
        : new Credential(
            session.keyId(),
            session.secret(),
            account.id(),
            session.token(),
            Instant.ofEpochMilli(session.expiresMillis()));
  }

  /**
   * A key that names an account which IAM knows, and is none of its keys, was deleted: AWS tells it
   * from no key that never was.
   */
  @Override
  public SignatureFault fault(String accessKeyId, String sessionToken) {
    String id = IamIds.accountOf(accessKeyId);
    if (id == null) {
      return null;
    }
    store.enter();
    try {
      boolean isKnown = false;
      for (String partition : PARTITIONS) {
        IamAccount account = accounts.known(id, partition);
        if (account == null) {
          continue;
        }
        isKnown = true;
        synchronized (account) {
          AccessKeyRecord key = account.keys().get(accessKeyId);
          if (key != null) {
            return fault(key, sessionToken);
          }
          SessionRecord session = account.sessions().get(accessKeyId);
          if (session != null) {
            return fault(session, sessionToken, account.nowMillis());
          }
        }
      }
      return isKnown ? new SignatureFault.UnknownKey(accessKeyId) : null;
    } finally {
      store.exit();
    }
  }

  /**
   * Roles that AWS's services or its identity centre make are believed: those are not here to make
   * them.
   */
  @Override
  public boolean isPrincipal(String arn) {
    Arn parsed = Arn.parse(arn).orElse(null);
    if (parsed == null || !parsed.service().equals("iam") || isMadeByService(parsed.resource())) {
      return true;
    }
    IamAccount account = accounts.known(parsed.account(), parsed.partition());
    if (account == null) {
      return true;
    }
    synchronized (account) {
      return account.isEmpty() || new RolePrincipals(account).isKnown(arn);
    }
  }

  private static boolean isMadeByService(String resource) {
    return resource.startsWith("role/aws-service-role/")
        || resource.startsWith("role/aws-reserved/");
  }

  private static SignatureFault fault(AccessKeyRecord key, String sessionToken) {
    if (!key.active()) {
      return new SignatureFault.UnknownKey(key.id());
    }
    return sessionToken == null ? null : new SignatureFault.WrongToken(sessionToken);
  }

  private static SignatureFault fault(SessionRecord session, String sessionToken, long nowMillis) {
    if (sessionToken == null) {
      return new SignatureFault.UnknownKey(session.keyId());
    }
    if (!sessionToken.equals(session.token())) {
      return new SignatureFault.WrongToken(sessionToken);
    }
    return nowMillis < session.expiresMillis()
        ? null
        : new SignatureFault.ExpiredToken(sessionToken);
  }

  @Override
  public CallerIdentity identify(String accessKeyId, String sessionToken) {
    return lookUp(
        accessKeyId,
        account -> {
          AccessKeyRecord key = account.keys().get(accessKeyId);
          if (key != null) {
            return identities.of(account, key);
          }
          SessionRecord session = account.sessions().get(accessKeyId);
          return session == null ? null : identities.of(account, session);
        });
  }

  @Override
  public CallerIdentity assume(String roleArn, String service, String sessionName) {
    Arn arn = Arn.parse(roleArn).orElse(null);
    IamAccount account = arn == null ? null : accounts.known(arn.account(), arn.partition());
    if (account == null) {
      return null;
    }
    synchronized (account) {
      return account.isEmpty() ? null : identities.of(account, arn, service, sessionName);
    }
  }

  @Override
  public void used(String accessKeyId, String service, String region) {
    lookUp(
        accessKeyId,
        account -> {
          long now = account.nowMillis();
          AccessKeyRecord key = account.keys().get(accessKeyId);
          if (key != null) {
            boolean isKnown =
                service.equals(key.usedService())
                    && region.equals(key.usedRegion())
                    && now - key.usedMillis() < USE_MILLIS;
            if (!isKnown) {
              account.keys().put(key.used(now, service, region));
            }
            usedBy(account, account.users().get(key.user()), service, region);
            return key;
          }
          SessionRecord session = account.sessions().get(accessKeyId);
          if (session != null && session.kind() == SessionRecord.Kind.ROLE) {
            usedRole(account, session, region);
            usedBy(account, account.roles().get(session.source()), service, region);
          } else if (session != null) {
            usedBy(account, account.users().get(session.source()), service, region);
          }
          return session;
        });
  }

  /** Notes that a user or a role calls a service; null for the root user, and for those gone. */
  private static void usedBy(IamAccount account, Entity entity, String service, String region) {
    if (entity != null) {
      account
          .uses()
          .used(entity.id(), AccessedServices.namespace(service), region, account.nowMillis());
    }
  }

  private static void usedRole(IamAccount account, SessionRecord session, String region) {
    RoleRecord role = account.roles().get(session.source());
    long now = account.nowMillis();
    if (role != null
        && (role.lastUsedMillis() == null
            || !region.equals(role.lastUsedRegion())
            || now - role.lastUsedMillis() >= USE_MILLIS)) {
      account.roles().put(role.used(now, region));
    }
  }

  /** The identities of users, roles and groups of an account, for policy evaluation. */
  Identities identities() {
    return identities;
  }

  /**
   * The session that a request is signed with; null for a long-term key.
   *
   * @param account the request's account
   */
  public static SessionRecord session(IamAccount account, RequestContext context) {
    String key = context.caller().accessKeyId();
    return key == null ? null : account.sessions().get(key);
  }

  /**
   * The calling user's name; null for the root user.
   *
   * @throws AwsError ValidationError if a role calls
   */
  String userOf(IamAccount account, RequestContext context) {
    String keyId = context.caller().accessKeyId();
    AccessKeyRecord key = keyId == null ? null : account.keys().get(keyId);
    if (key != null) {
      return key.user();
    }
    SessionRecord session = session(account, context);
    if (session == null) {
      return null;
    }
    if (session.kind() != SessionRecord.Kind.SELF) {
      throw notUser();
    }
    return session.source();
  }

  /**
   * The same without the root user.
   *
   * @throws AwsError ValidationError if the caller is not a user
   */
  String requireUser(IamAccount account, RequestContext context) {
    String user = userOf(account, context);
    if (user == null) {
      throw notUser();
    }
    return user;
  }

  private static AwsError notUser() {
    return AwsError.client(
        "ValidationError", 400, "Must specify userName when calling with non-User credentials");
  }
}
