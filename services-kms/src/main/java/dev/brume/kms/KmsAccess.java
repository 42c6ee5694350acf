package dev.brume.kms;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PrincipalMatch;
import dev.brume.core.port.ServiceKeyUse;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.kms.api.EncryptionAlgorithmSpec;
import dev.brume.kms.api.GrantOperation;
import dev.brume.kms.api.KmsApi;
import dev.brume.kms.api.MessageType;
import dev.brume.kms.api.ReEncryptRequest;
import dev.brume.kms.api.ReplicateKeyRequest;
import dev.brume.kms.api.RetireGrantRequest;
import dev.brume.kms.engine.CiphertextBlob;
import dev.brume.kms.engine.GrantRecord;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The permissions of KMS's operations: a key's policy decides, and delegates to identity policies
 * if it names the account; grants additionally admit their grantees.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html">AWS
 *     KMS permissions</a>
 */
final class KmsAccess {
  private static final String PREFIX = "kms:";
  private static final String ALGORITHM = "kms:EncryptionAlgorithm";
  private static final String PAIR_SPEC = "kms:DataKeyPairSpec";

  /** "To use this parameter, you must have kms:TagResource permission in an IAM policy." */
  private static final AccessQuery TAGGING =
      new AccessQuery(PREFIX + "TagResource", AccessTarget.ANY);

  private final KeyFinder finder;
  private final AccessTable table = new AccessTable(KeyFinder.SERVICE);

  private KmsAccess(KeyFinder finder) {
    this.finder = finder;
  }

  private static boolean isGiven(List<?> tags) {
    return tags != null && !tags.isEmpty();
  }

  static ServiceAccess of(KeyFinder finder) {
    return new KmsAccess(finder).table();
  }

  /** What somebody must be allowed so that a service uses a key on his behalf. */
  static AccessQuery of(KeyFinder finder, CallerIdentity caller, Scope scope, ServiceKeyUse use) {
    ContextKeys.Builder conditions =
        requested(use.keyId())
            .put(ALGORITHM, algorithm(null))
            .put("kms:ViaService", use.service() + "." + scope.region() + ".amazonaws.com");
    return new KmsAccess(finder)
        .query(caller.principal(), scope, use.action(), use.keyId(), use.context(), conditions);
  }

  private AccessTable table() {
    onKey(KmsApi.CANCEL_KEY_DELETION, input -> input.keyId());
    onKey(KmsApi.CREATE_GRANT, input -> input.keyId(), KmsConditions::ofGrant);
    onKey(KmsApi.DELETE_IMPORTED_KEY_MATERIAL, input -> input.keyId());
    onKey(KmsApi.DESCRIBE_KEY, input -> input.keyId());
    onKey(KmsApi.DISABLE_KEY, input -> input.keyId());
    onKey(KmsApi.DISABLE_KEY_ROTATION, input -> input.keyId());
    onKey(KmsApi.ENABLE_KEY, input -> input.keyId());
    onKey(KmsApi.ENABLE_KEY_ROTATION, input -> input.keyId(), KmsConditions::ofRotation);
    onKey(KmsApi.GET_KEY_LAST_USAGE, input -> input.keyId());
    onKey(KmsApi.GET_KEY_POLICY, input -> input.keyId());
    onKey(KmsApi.GET_KEY_ROTATION_STATUS, input -> input.keyId());
    onKey(
        KmsApi.GET_PARAMETERS_FOR_IMPORT,
        input -> input.keyId(),
        KmsConditions::ofImportParameters);
    onKey(KmsApi.GET_PUBLIC_KEY, input -> input.keyId());
    onKey(KmsApi.IMPORT_KEY_MATERIAL, input -> input.keyId(), KmsConditions::ofImport);
    onKey(KmsApi.LIST_GRANTS, input -> input.keyId());
    onKey(KmsApi.LIST_KEY_POLICIES, input -> input.keyId());
    onKey(KmsApi.LIST_KEY_ROTATIONS, input -> input.keyId());
    onKey(KmsApi.LIST_RESOURCE_TAGS, input -> input.keyId());
    onKey(KmsApi.PUT_KEY_POLICY, input -> input.keyId(), KmsConditions::ofPolicy);
    table.onMany(KmsApi.REPLICATE_KEY, this::replication);
    onKey(KmsApi.REVOKE_GRANT, input -> input.keyId());
    onKey(KmsApi.ROTATE_KEY_ON_DEMAND, input -> input.keyId());
    onKey(KmsApi.SCHEDULE_KEY_DELETION, input -> input.keyId(), KmsConditions::ofDeletion);
    onKey(KmsApi.TAG_RESOURCE, input -> input.keyId());
    onKey(KmsApi.UNTAG_RESOURCE, input -> input.keyId());
    onKey(KmsApi.UPDATE_KEY_DESCRIPTION, input -> input.keyId());
    onKey(
        KmsApi.UPDATE_PRIMARY_REGION,
        input -> input.keyId(),
        (input, keys) -> keys.put("kms:PrimaryRegion", input.primaryRegion()));
    algorithms();
    dataKeys();
    table.onAny(
        KmsApi.CONNECT_CUSTOM_KEY_STORE,
        KmsApi.CREATE_CUSTOM_KEY_STORE,
        KmsApi.DELETE_CUSTOM_KEY_STORE,
        KmsApi.DESCRIBE_CUSTOM_KEY_STORES,
        KmsApi.DISCONNECT_CUSTOM_KEY_STORE,
        KmsApi.GENERATE_RANDOM,
        KmsApi.LIST_ALIASES,
        KmsApi.LIST_KEYS,
        KmsApi.LIST_RETIRABLE_GRANTS,
        KmsApi.UPDATE_CUSTOM_KEY_STORE);
    table.onMany(
        KmsApi.CREATE_KEY,
        (context, input) -> {
          AccessQuery creating =
              new AccessQuery(
                  PREFIX + "CreateKey", AccessTarget.ANY.with(KmsConditions.ofNewKey(input)));
          return isGiven(input.tags()) ? List.of(creating, TAGGING) : List.of(creating);
        });
    ciphertexts();
    aliases();
    return table.onMany(
        KmsApi.RETIRE_GRANT, (context, input) -> List.of(retirement(context, input)));
  }

  private void algorithms() {
    onKey(
        KmsApi.SIGN,
        input -> input.keyId(),
        (input, keys) ->
            keys.put("kms:SigningAlgorithm", input.signingAlgorithm())
                .put("kms:MessageType", messageType(input.messageType())));
    onKey(
        KmsApi.VERIFY,
        input -> input.keyId(),
        (input, keys) ->
            keys.put("kms:SigningAlgorithm", input.signingAlgorithm())
                .put("kms:MessageType", messageType(input.messageType())));
    onKey(
        KmsApi.GENERATE_MAC,
        input -> input.keyId(),
        (input, keys) -> keys.put("kms:MacAlgorithm", input.macAlgorithm()));
    onKey(
        KmsApi.VERIFY_MAC,
        input -> input.keyId(),
        (input, keys) -> keys.put("kms:MacAlgorithm", input.macAlgorithm()));
    onKey(
        KmsApi.DERIVE_SHARED_SECRET,
        input -> input.keyId(),
        (input, keys) -> keys.put("kms:KeyAgreementAlgorithm", input.keyAgreementAlgorithm()));
    onKey(KmsApi.ENCAPSULATE, input -> input.keyId());
    onKey(KmsApi.DECAPSULATE, input -> input.keyId());
  }

  private void dataKeys() {
    onContext(
        KmsApi.ENCRYPT,
        input -> input.keyId(),
        input -> input.encryptionContext(),
        (input, keys) -> keys.put(ALGORITHM, algorithm(input.encryptionAlgorithm())));
    onContext(
        KmsApi.GENERATE_DATA_KEY,
        input -> input.keyId(),
        input -> input.encryptionContext(),
        (input, keys) -> keys.put(ALGORITHM, algorithm(null)));
    onContext(
        KmsApi.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
        input -> input.keyId(),
        input -> input.encryptionContext(),
        (input, keys) -> keys.put(ALGORITHM, algorithm(null)));
    onContext(
        KmsApi.GENERATE_DATA_KEY_PAIR,
        input -> input.keyId(),
        input -> input.encryptionContext(),
        (input, keys) -> keys.put(ALGORITHM, algorithm(null)).put(PAIR_SPEC, input.keyPairSpec()));
    onContext(
        KmsApi.GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT,
        input -> input.keyId(),
        input -> input.encryptionContext(),
        (input, keys) -> keys.put(ALGORITHM, algorithm(null)).put(PAIR_SPEC, input.keyPairSpec()));
  }

  /** "kms:ReplicateKey on the primary key, kms:CreateKey in an IAM policy". */
  private List<AccessQuery> replication(RequestContext context, ReplicateKeyRequest input) {
    ContextKeys.Builder keys = KmsConditions.ofReplica(input);
    AccessQuery replicating = query(context, "ReplicateKey", input.keyId(), null, keys);
    AccessQuery creating = new AccessQuery(PREFIX + "CreateKey", AccessTarget.ANY);
    return isGiven(input.tags())
        ? List.of(replicating, creating, TAGGING)
        : List.of(replicating, creating);
  }

  private static String algorithm(String given) {
    return given == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : given;
  }

  private static String messageType(String given) {
    return given == null ? MessageType.RAW : given;
  }

  /**
   * The grant names its retiring principal, and the account that created it delegates to its
   * identities' policies; the key's policy is not evaluated.
   *
   * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html">Retiring
   *     and revoking grants</a>
   */
  private AccessQuery retirement(RequestContext context, RetireGrantRequest input) {
    GrantTokens.Named named =
        input.grantToken() == null ? null : GrantTokens.parse(input.grantToken()).orElse(null);
    String keyId = named == null ? input.keyId() : named.key().toString();
    String grantId = named == null ? input.grantId() : named.grantId();
    AccessQuery query =
        query(context, GrantOperation.RETIRE_GRANT, keyId, null, ContextKeys.builder());
    KeyRecord key = keyId == null ? null : finder.findQuietly(context.scope(), keyId).orElse(null);
    if (key == null) {
      return query;
    }
    KmsAccount account = finder.account(key.account());
    GrantRecord grant =
        grantId == null ? null : account.call(() -> account.grants().find(key, grantId));
    PrincipalMatch match = grant == null ? null : retiring(context.identity().principal(), grant);
    // The retiring principal needs no other permission, in any account: the grant counts as the
    // caller's own.
    AccessTarget target =
        AccessTarget.of(key.arn(), match == null ? key.account() : null)
            .orGranted(match)
            .with(query.target().keys());
    return new AccessQuery(query.action(), target);
  }

  /** How a grant's retiring principal matches the caller; null if it does not. */
  private static PrincipalMatch retiring(PolicyPrincipal caller, GrantRecord grant) {
    PrincipalMatch byRetiring = match(caller, grant.retiring());
    PrincipalMatch byGrantee =
        grant.operations().contains(GrantOperation.RETIRE_GRANT)
            ? match(caller, grant.grantee())
            : null;
    return Stream.of(byRetiring, byGrantee, match(caller, grant.issuingAccount()))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static PrincipalMatch match(PolicyPrincipal caller, String principal) {
    if (principal == null) {
      return null;
    }
    if (principal.equals(caller.arn())) {
      return PrincipalMatch.DIRECT;
    }
    if (principal.equals(caller.issuer())) {
      return PrincipalMatch.ISSUER;
    }
    boolean ofAccount =
        caller.account() != null
            && principal.startsWith("arn:")
            && principal.endsWith(":iam::" + caller.account() + ":root");
    return ofAccount ? PrincipalMatch.ACCOUNT : null;
  }

  private void ciphertexts() {
    table.onMany(
        KmsApi.DECRYPT,
        (context, input) ->
            List.of(
                query(
                    context,
                    "Decrypt",
                    keyOf(context, input.keyId(), input.ciphertextBlob()),
                    input.encryptionContext(),
                    requested(input.keyId())
                        .put(ALGORITHM, algorithm(input.encryptionAlgorithm())))));
    table.onMany(
        KmsApi.RE_ENCRYPT,
        (context, input) ->
            List.of(
                query(
                    context,
                    "ReEncryptFrom",
                    keyOf(context, input.sourceKeyId(), input.ciphertextBlob()),
                    input.sourceEncryptionContext(),
                    requested(input.sourceKeyId())
                        .put(ALGORITHM, algorithm(input.sourceEncryptionAlgorithm()))
                        .put("kms:ReEncryptOnSameKey", isOnSameKey(context, input))),
                query(
                    context,
                    "ReEncryptTo",
                    input.destinationKeyId(),
                    input.destinationEncryptionContext(),
                    requested(input.destinationKeyId())
                        .put(ALGORITHM, algorithm(input.destinationEncryptionAlgorithm()))
                        .put("kms:ReEncryptOnSameKey", isOnSameKey(context, input)))));
  }

  private String isOnSameKey(RequestContext context, ReEncryptRequest input) {
    String source = keyOf(context, input.sourceKeyId(), input.ciphertextBlob());
    KeyRecord from =
        source == null ? null : finder.findQuietly(context.scope(), source).orElse(null);
    KeyRecord to = finder.findQuietly(context.scope(), input.destinationKeyId()).orElse(null);
    return Boolean.toString(from != null && to != null && from.arn().equals(to.arn()));
  }

  private void aliases() {
    table.onMany(
        KmsApi.CREATE_ALIAS,
        (context, input) ->
            ofAlias(context, "CreateAlias", input.aliasName(), input.targetKeyId()));
    table.onMany(
        KmsApi.UPDATE_ALIAS,
        (context, input) -> {
          List<AccessQuery> queries =
              new ArrayList<>(
                  ofAlias(context, "UpdateAlias", input.aliasName(), input.targetKeyId()));
          queries.add(
              query(context, "UpdateAlias", input.aliasName(), null, ContextKeys.builder()));
          return queries;
        });
    table.onMany(
        KmsApi.DELETE_ALIAS,
        (context, input) -> ofAlias(context, "DeleteAlias", input.aliasName(), input.aliasName()));
  }

  /**
   * Operations on an alias require permission on the alias, by identity policies, and on its key.
   */
  private List<AccessQuery> ofAlias(
      RequestContext context, String action, String alias, String keyId) {
    Scope scope = context.scope();
    AccessTarget target =
        AccessTarget.of(scope.arn(KeyFinder.SERVICE, alias).toString(), scope.account());
    return List.of(
        new AccessQuery(PREFIX + action, target),
        query(context, action, keyId, null, ContextKeys.builder()));
  }

  /** The key in a ciphertext, if the caller does not name one. */
  private static String keyOf(RequestContext context, String keyId, Blob blob) {
    if (keyId != null || blob == null) {
      return keyId;
    }
    return CiphertextBlob.parse(blob.bytes())
        .map(
            parsed ->
                new Scope(parsed.account(), context.scope().region())
                    .slashArn(KeyFinder.SERVICE, "key", parsed.keyId())
                    .toString())
        .orElse(null);
  }

  private <I extends Struct> void onKey(Operation<I, ?> operation, Function<I, String> keyId) {
    onKey(operation, keyId, (input, keys) -> {});
  }

  /** The same with what the input says, as conditions. */
  private <I extends Struct> void onKey(
      Operation<I, ?> operation,
      Function<I, String> keyId,
      BiConsumer<I, ContextKeys.Builder> conditions) {
    onContext(operation, keyId, input -> null, conditions);
  }

  private <I extends Struct> void onContext(
      Operation<I, ?> operation,
      Function<I, String> keyId,
      Function<I, Map<String, String>> encryptionContext,
      BiConsumer<I, ContextKeys.Builder> conditions) {
    table.onMany(
        operation,
        (context, input) -> {
          ContextKeys.Builder keys = requested(keyId.apply(input));
          conditions.accept(input, keys);
          return List.of(
              query(
                  context,
                  operation.name(),
                  keyId.apply(input),
                  encryptionContext.apply(input),
                  keys));
        });
  }

  /** The alias that a request calls its key by, where it does. */
  private static ContextKeys.Builder requested(String keyId) {
    ContextKeys.Builder keys = ContextKeys.builder();
    if (keyId == null) {
      return keys;
    }
    String name = Arn.parse(keyId).map(Arn::resource).orElse(keyId);
    return name.startsWith("alias/") ? keys.put("kms:RequestAlias", name) : keys;
  }

  private AccessQuery query(
      RequestContext context,
      String action,
      String keyId,
      Map<String, String> encryptionContext,
      ContextKeys.Builder conditions) {
    return query(
        context.identity().principal(),
        context.scope(),
        action,
        keyId,
        encryptionContext,
        conditions);
  }

  private AccessQuery query(
      PolicyPrincipal caller,
      Scope scope,
      String action,
      String keyId,
      Map<String, String> encryptionContext,
      ContextKeys.Builder conditions) {
    KeyRecord key = keyId == null ? null : finder.findQuietly(scope, keyId).orElse(null);
    if (key == null) {
      String arn =
          keyId == null || keyId.startsWith("arn:")
              ? keyId
              : scope.slashArn(KeyFinder.SERVICE, "key", keyId).toString();
      return new AccessQuery(
          PREFIX + action, arn == null ? AccessTarget.ANY : AccessTarget.of(arn, null));
    }
    Map<String, String> given = CiphertextOperations.orNone(encryptionContext);
    ContextKeys keys =
        KmsConditions.ofKey(finder.account(key.account()), key, conditions)
            .put("kms:CallerAccount", caller.account())
            .put("kms:EncryptionContextKeys", List.copyOf(given.keySet()))
            .tags("kms:EncryptionContext:", given)
            .build();
    AccessTarget target =
        AccessTarget.of(key.arn(), key.account())
            .withDecisive(KeyPolicies.of(key))
            .orGranted(granted(caller, key, action, given))
            .with(keys);
    return new AccessQuery(PREFIX + action, target);
  }

  private PrincipalMatch granted(
      PolicyPrincipal caller, KeyRecord key, String action, Map<String, String> given) {
    KmsAccount account = finder.account(key.account());
    return account.call(
        () ->
            account
                .grants()
                .of(key, "")
                .filter(grant -> grant.allows(action, given))
                .map(grant -> match(caller, grant.grantee()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null));
  }
}
