package dev.brume.kms;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.engine.AliasRecord;
import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KeyUsage;
import dev.brume.kms.engine.KmsAccount;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Finds the key that a parameter names.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key
 *     identifiers</a>
 */
final class KeyFinder {
  static final String SERVICE = "kms";
  static final String ALIAS = "alias/";
  private static final Pattern KEY_ID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
              + "|mrk-[0-9a-f]{32}");

  private final KmsAccounts accounts;
  private final ManagedKeys managed;

  KeyFinder(KmsAccounts accounts, ManagedKeys managed) {
    this.accounts = accounts;
    this.managed = managed;
  }

  /** The forms of key names that an operation accepts. */
  enum Names {
    ID_OR_ARN,
    ALIAS_TOO
  }

  /**
   * A parsed key name.
   *
   * @param scope account and region
   * @param resource {@code key/…} or {@code alias/…}
   * @param given the name as requested
   */
  private record KeyReference(Scope scope, String resource, String given) {}

  KmsAccount account(RequestContext context) {
    return accounts.of(context.scope().account());
  }

  KmsAccount account(String account) {
    return accounts.of(account);
  }

  private static KeyReference place(Scope caller, String keyId, Names names) {
    if (!keyId.startsWith("arn:")) {
      if (keyId.startsWith(ALIAS)) {
        if (names == Names.ID_OR_ARN) {
          throw KmsRefusals.invalidKeyId(keyId);
        }
        return new KeyReference(caller, keyId, keyId);
      }
      return new KeyReference(caller, "key/" + keyId, keyId);
    }
    Arn arn = Arn.parse(keyId).orElse(null);
    if (arn == null
        || !arn.service().equals(SERVICE)
        || !arn.resource().startsWith("key/") && !arn.resource().startsWith(ALIAS)
        || !arn.account().matches("\\d{12}")) {
      throw KmsErrors.invalidArnException("Invalid arn " + keyId);
    }
    if (!arn.region().equals(caller.region())) {
      throw KmsErrors.notFoundException("Invalid arn " + arn.region());
    }
    if (!arn.partition().equals(caller.partition())) {
      throw KmsErrors.notFoundException("Invalid arn " + arn.partition());
    }
    if (arn.resource().startsWith(ALIAS) && names == Names.ID_OR_ARN) {
      throw KmsRefusals.invalidKeyId(keyId);
    }
    return new KeyReference(arn.scope(), arn.resource(), keyId);
  }

  /**
   * Runs a short step with a key, under its account's lock.
   *
   * @throws AwsError NotFoundException or InvalidArnException
   */
  <T> T with(
      RequestContext context,
      String keyId,
      Names names,
      BiFunction<KmsAccount, KeyRecord, T> step) {
    return with(context.scope(), keyId, names, step);
  }

  <T> T with(Scope caller, String keyId, Names names, BiFunction<KmsAccount, KeyRecord, T> step) {
    KeyReference place = place(caller, keyId, names);
    KmsAccount account = accounts.of(place.scope.account());
    return account.call(() -> step.apply(account, resolve(account, place)));
  }

  private KeyRecord resolve(KmsAccount account, KeyReference place) {
    String region = place.scope.region();
    if (place.resource.startsWith(ALIAS)) {
      AliasRecord alias = account.aliases().find(region, place.resource);
      if (alias == null) {
        return managed
            .make(account, place.scope, place.resource)
            .orElseThrow(
                () -> KmsRefusals.noSuchAlias(place.scope.arn(SERVICE, place.resource).toString()));
      }
      return account.keys().find(region, alias.keyId());
    }
    String id = place.resource.substring("key/".length());
    KeyRecord key = account.keys().find(region, id);
    if (key != null) {
      return key;
    }
    throw KEY_ID.matcher(id).matches()
        ? KmsRefusals.noSuchKey(place.scope.arn(SERVICE, place.resource).toString())
        : KmsRefusals.invalidKeyId(place.given);
  }

  /** The key if it exists, without an error. */
  Optional<KeyRecord> findQuietly(Scope caller, String keyId) {
    try {
      return Optional.of(with(caller, keyId, Names.ALIAS_TOO, (account, key) -> key));
    } catch (AwsError e) {
      return Optional.empty();
    }
  }

  /**
   * A key that is enabled and has the usage of an operation.
   *
   * @param usage the required usage
   */
  UsableKey usable(Scope caller, String keyId, KeyUsage usage, String operation) {
    return with(
        caller, keyId, Names.ALIAS_TOO, (account, key) -> usable(account, key, usage, operation));
  }

  static UsableKey usable(KmsAccount account, KeyRecord key, KeyUsage usage, String operation) {
    KeyStates.requireEnabled(key, account.nowMillis());
    if (key.usage() != usage) {
      throw KmsRefusals.invalidUsage(key, operation);
    }
    KeyMaterial material = account.keys().current(key);
    return new UsableKey(key, material);
  }
}
