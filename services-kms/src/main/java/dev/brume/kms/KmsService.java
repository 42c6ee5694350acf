package dev.brume.kms;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.kms.api.KmsApi;
import dev.brume.kms.engine.KeyCryptography;
import java.util.List;

/**
 * AWS Key Management Service.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">API Reference</a>
 */
public final class KmsService implements Service {
  private final KeyFinder finder;
  private final KeyCryptography cryptography;
  private final Ids ids;
  private final Surroundings surroundings;

  /** Creates the service; it has no state of its own. */
  public KmsService(Surroundings surroundings) {
    this.surroundings = surroundings;
    ids = surroundings.ids();
    finder = new KeyFinder(new KmsAccounts(surroundings), new ManagedKeys(ids));
    cryptography = new KeyCryptography(ids);
  }

  @Override
  public ServiceSchema schema() {
    return KmsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    bindKeys(binder);
    bindCryptography(binder);
    bindMaterial(binder);
    KeyAliasOperations aliases = new KeyAliasOperations(finder);
    binder.on(KmsApi.CREATE_ALIAS, aliases::createAlias);
    binder.on(KmsApi.DELETE_ALIAS, aliases::deleteAlias);
    binder.on(KmsApi.LIST_ALIASES, aliases::listAliases);
    binder.on(KmsApi.UPDATE_ALIAS, aliases::updateAlias);
    bindCustomKeyStores(binder);
    GrantOperations grants = new GrantOperations(finder, ids);
    binder.on(KmsApi.CREATE_GRANT, grants::createGrant);
    binder.on(KmsApi.LIST_GRANTS, grants::listGrants);
    binder.on(KmsApi.LIST_RETIRABLE_GRANTS, grants::listRetirableGrants);
    binder.on(KmsApi.RETIRE_GRANT, grants::retireGrant);
    binder.on(KmsApi.REVOKE_GRANT, grants::revokeGrant);
  }

  private void bindCustomKeyStores(Binder binder) {
    CustomKeyStoreOperations stores = new CustomKeyStoreOperations(finder, surroundings);
    binder.on(KmsApi.CONNECT_CUSTOM_KEY_STORE, stores::connectCustomKeyStore);
    binder.on(KmsApi.CREATE_CUSTOM_KEY_STORE, stores::createCustomKeyStore);
    binder.on(KmsApi.DELETE_CUSTOM_KEY_STORE, stores::deleteCustomKeyStore);
    binder.on(KmsApi.DESCRIBE_CUSTOM_KEY_STORES, stores::describeCustomKeyStores);
    binder.on(KmsApi.DISCONNECT_CUSTOM_KEY_STORE, stores::disconnectCustomKeyStore);
    binder.on(KmsApi.UPDATE_CUSTOM_KEY_STORE, stores::updateCustomKeyStore);
  }

  private void bindKeys(Binder binder) {
    KeyOperations keys = new KeyOperations(finder, ids);
    binder.onBackground(KmsApi.CREATE_KEY, keys::createKey);
    binder.on(KmsApi.DESCRIBE_KEY, keys::describeKey);
    binder.on(KmsApi.DISABLE_KEY, keys::disableKey);
    binder.on(KmsApi.ENABLE_KEY, keys::enableKey);
    binder.on(KmsApi.LIST_KEYS, keys::listKeys);
    binder.on(KmsApi.UPDATE_KEY_DESCRIPTION, keys::updateKeyDescription);
    DeletionOperations deletions = new DeletionOperations(finder);
    binder.on(KmsApi.CANCEL_KEY_DELETION, deletions::cancelKeyDeletion);
    binder.on(KmsApi.SCHEDULE_KEY_DELETION, deletions::scheduleKeyDeletion);
    KeyPolicyOperations policies = new KeyPolicyOperations(finder);
    binder.on(KmsApi.GET_KEY_POLICY, policies::getKeyPolicy);
    binder.on(KmsApi.LIST_KEY_POLICIES, policies::listKeyPolicies);
    binder.on(KmsApi.PUT_KEY_POLICY, policies::putKeyPolicy);
    KeyTagOperations tags = new KeyTagOperations(finder);
    binder.on(KmsApi.LIST_RESOURCE_TAGS, tags::listResourceTags);
    binder.on(KmsApi.TAG_RESOURCE, tags::tagResource);
    binder.on(KmsApi.UNTAG_RESOURCE, tags::untagResource);
  }

  private void bindCryptography(Binder b) {
    KeyUseOperations uses = new KeyUseOperations(finder);
    b.on(KmsApi.GET_KEY_LAST_USAGE, uses::getKeyLastUsage);
    CiphertextOperations encryption = new CiphertextOperations(finder, cryptography);
    uses.onBackground(b, KmsApi.DECRYPT, encryption::decrypt, out -> List.of(out.keyId()));
    uses.onBackground(b, KmsApi.ENCRYPT, encryption::encrypt, out -> List.of(out.keyId()));
    uses.onBackground(
        b,
        KmsApi.RE_ENCRYPT,
        encryption::reEncrypt,
        out -> List.of(out.sourceKeyId(), out.keyId()));
    DataKeyOperations dataKeys = new DataKeyOperations(finder, cryptography, ids);
    uses.on(b, KmsApi.GENERATE_DATA_KEY, dataKeys::generateDataKey, out -> List.of(out.keyId()));
    uses.onBackground(
        b,
        KmsApi.GENERATE_DATA_KEY_PAIR,
        dataKeys::generateDataKeyPair,
        out -> List.of(out.keyId()));
    uses.onBackground(
        b,
        KmsApi.GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT,
        dataKeys::generateDataKeyPairWithoutPlaintext,
        out -> List.of(out.keyId()));
    uses.on(
        b,
        KmsApi.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
        dataKeys::generateDataKeyWithoutPlaintext,
        out -> List.of(out.keyId()));
    b.on(KmsApi.GENERATE_RANDOM, dataKeys::generateRandom);
    SigningOperations signing = new SigningOperations(finder, cryptography);
    uses.on(b, KmsApi.GENERATE_MAC, signing::generateMac, out -> List.of(out.keyId()));
    uses.onBackground(b, KmsApi.SIGN, signing::sign, out -> List.of(out.keyId()));
    uses.onBackground(b, KmsApi.VERIFY, signing::verify, out -> List.of(out.keyId()));
    uses.on(b, KmsApi.VERIFY_MAC, signing::verifyMac, out -> List.of(out.keyId()));
    AgreementOperations agreement = new AgreementOperations(finder, cryptography);
    uses.onBackground(b, KmsApi.DECAPSULATE, agreement::decapsulate, out -> List.of(out.keyId()));
    uses.onBackground(
        b, KmsApi.DERIVE_SHARED_SECRET, agreement::deriveSharedSecret, out -> List.of(out.keyId()));
    uses.onBackground(b, KmsApi.ENCAPSULATE, agreement::encapsulate, out -> List.of(out.keyId()));
    b.on(KmsApi.GET_PUBLIC_KEY, agreement::getPublicKey);
  }

  private void bindMaterial(Binder binder) {
    RotationOperations rotations = new RotationOperations(finder);
    binder.on(KmsApi.DISABLE_KEY_ROTATION, rotations::disableKeyRotation);
    binder.on(KmsApi.ENABLE_KEY_ROTATION, rotations::enableKeyRotation);
    binder.on(KmsApi.GET_KEY_ROTATION_STATUS, rotations::getKeyRotationStatus);
    binder.on(KmsApi.LIST_KEY_ROTATIONS, rotations::listKeyRotations);
    binder.on(KmsApi.ROTATE_KEY_ON_DEMAND, rotations::rotateKeyOnDemand);
    ImportOperations imports = new ImportOperations(finder, ids);
    binder.on(KmsApi.DELETE_IMPORTED_KEY_MATERIAL, imports::deleteImportedKeyMaterial);
    binder.onBackground(KmsApi.GET_PARAMETERS_FOR_IMPORT, imports::getParametersForImport);
    binder.onBackground(KmsApi.IMPORT_KEY_MATERIAL, imports::importKeyMaterial);
    ReplicaOperations replicas = new ReplicaOperations(finder);
    binder.on(KmsApi.REPLICATE_KEY, replicas::replicateKey);
    binder.on(KmsApi.UPDATE_PRIMARY_REGION, replicas::updatePrimaryRegion);
  }

  /** The keys for use by other services. */
  public EncryptionKeys encryptionKeys() {
    return new ServiceKeys(finder, cryptography);
  }

  @Override
  public ServiceAccess access() {
    return KmsAccess.of(finder);
  }
}
