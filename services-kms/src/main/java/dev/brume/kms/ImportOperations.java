package dev.brume.kms;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.schema.Blob;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.DeleteImportedKeyMaterialRequest;
import dev.brume.kms.api.DeleteImportedKeyMaterialResponse;
import dev.brume.kms.api.GetParametersForImportRequest;
import dev.brume.kms.api.GetParametersForImportResponse;
import dev.brume.kms.api.ImportKeyMaterialRequest;
import dev.brume.kms.api.ImportKeyMaterialResponse;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.engine.ImportTokenRecord;
import dev.brume.kms.engine.KeyBytes;
import dev.brume.kms.engine.KeyGeneration;
import dev.brume.kms.engine.KeyKind;
import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyOrigin;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import dev.brume.kms.engine.MaterialWrapping;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Imports key material.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html">Importing
 *     key material</a>
 */
final class ImportOperations {
  private static final int TOKEN_BYTES = 256;

  private final KeyFinder finder;
  private final Ids ids;

  ImportOperations(KeyFinder finder, Ids ids) {
    this.finder = finder;
    this.ids = ids;
  }

  /** A key that accepts imported material, and is not pending deletion. */
  private static KeyRecord importing(KmsAccount account, KeyRecord key) {
    if (key.origin() != KeyOrigin.EXTERNAL) {
      throw KmsRefusals.invalidOrigin(key);
    }
    KeyStates.requireToStay(key, account.nowMillis());
    return key;
  }

  GetParametersForImportResponse getParametersForImport(
      RequestContext context, GetParametersForImportRequest input, StoreSection section) {
    KeyRecord key =
        section.call(
            () ->
                finder.with(context, input.keyId(), Names.ID_OR_ARN, ImportOperations::importing));
    KeyKind wrapping =
        KeyKind.of(input.wrappingKeySpec())
            .orElseThrow(() -> NewKey.unsupported(input.wrappingKeySpec()));
    if (input.wrappingAlgorithm().equals("SM2PKE")) {
      throw KmsErrors.unsupportedOperationException(
          "WrappingAlgorithm SM2PKE is not supported in this region.");
    }
    KeyBytes pair = KeyGeneration.generate(wrapping, ids).orElseThrow();
    byte[] token = ids.bytes(TOKEN_BYTES);
    return section.call(
        () -> {
          KmsAccount account = finder.account(key.account());
          long expires = account.nowMillis() + KmsQuotas.IMPORT_TOKEN.toMillis();
          ImportTokenRecord record =
              new ImportTokenRecord(key.arn(), input.wrappingAlgorithm(), pair.secret(), expires);
          account.run(
              () ->
                  account
                      .importTokens()
                      .put(HexFormat.of().formatHex(token), record, account.nowMillis()));
          return GetParametersForImportResponse.builder()
              .keyId(key.arn())
              .importToken(Blob.of(token))
              .publicKey(pair.publicKey())
              .parametersValidTo(Instant.ofEpochMilli(expires))
              .build();
        });
  }

  ImportKeyMaterialResponse importKeyMaterial(
      RequestContext context, ImportKeyMaterialRequest input, StoreSection section) {
    checkExpiration(input);
    String token = HexFormat.of().formatHex(input.importToken().bytes());
    ImportTokenRecord[] found = new ImportTokenRecord[1];
    KeyRecord key =
        section.call(
            () ->
                finder.with(
                    context,
                    input.keyId(),
                    Names.ID_OR_ARN,
                    (account, each) -> {
                      found[0] = account.importTokens().find(token);
                      checkToken(account, importing(account, each), found[0]);
                      return each;
                    }));
    byte[] material =
        MaterialWrapping.unwrap(found[0], input.encryptedKeyMaterial().bytes())
            .orElseThrow(KmsRefusals::invalidCiphertext);
    KeyBytes bytes =
        KeyGeneration.read(key.kind(), material)
            .orElseThrow(
                () ->
                    KmsErrors.incorrectKeyMaterialException(
                        "The key material is not valid for key spec " + key.kind() + "."));
    String materialId = materialId(key, bytes);
    return section.call(
        () ->
            finder.with(
                context,
                key.arn(),
                Names.ID_OR_ARN,
                (account, each) -> {
                  importing(account, each);
                  return put(account, each, materialId, bytes, input);
                }));
  }

  private static void checkToken(KmsAccount account, KeyRecord key, ImportTokenRecord token) {
    if (token == null || !token.keyArn().equals(key.arn())) {
      throw KmsErrors.invalidImportTokenException("Invalid import token");
    }
    if (token.expiresMillis() <= account.nowMillis()) {
      throw KmsErrors.expiredImportTokenException("The import token has expired");
    }
  }

  private static void checkExpiration(ImportKeyMaterialRequest input) {
    boolean expires = !"KEY_MATERIAL_DOES_NOT_EXPIRE".equals(input.expirationModel());
    if (expires && input.validTo() == null) {
      throw KmsRefusals.invalid(
          "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
    }
    if (!expires && input.validTo() != null) {
      throw KmsRefusals.invalid(
          "A validTo date must not be set if the ExpirationModel is"
              + " KEY_MATERIAL_DOES_NOT_EXPIRE");
    }
  }

  /** The same material has the same id in a key, so that a re-import is recognized. */
  private static String materialId(KeyRecord key, KeyBytes bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((key.account() + "/" + key.id() + "/").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(bytes.secret().bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static ImportKeyMaterialResponse put(
      KmsAccount account,
      KeyRecord key,
      String materialId,
      KeyBytes bytes,
      ImportKeyMaterialRequest input) {
    long now = account.nowMillis();
    long expires = input.validTo() == null ? 0 : input.validTo().toEpochMilli();
    if (expires > 0 && expires <= now) {
      throw KmsRefusals.invalid("The validTo date must be in the future");
    }
    List<KeyMaterial> known = account.keys().materials(key);
    KeyMaterial same = account.keys().material(key, materialId);
    boolean isNew = "NEW_KEY_MATERIAL".equals(input.importType());
    boolean canRotate = key.kind() == KeyKind.SYMMETRIC_DEFAULT && !key.isMultiRegion();
    if (input.keyMaterialId() != null && !input.keyMaterialId().equals(materialId)) {
      throw incorrect();
    }
    if (same == null && !known.isEmpty()) {
      if (!isNew || !canRotate) {
        throw incorrect();
      }
      KeyMaterial pending = account.keys().pending(key);
      if (pending != null) {
        throw KmsRefusals.invalidState(
            "New key material (id: "
                + materialId
                + ") cannot be imported into KMS key "
                + key.arn()
                + ", because another key material (id: "
                + pending.id()
                + ") is pending rotation.");
      }
    }
    KeyMaterial material =
        same == null
            ? new KeyMaterial(
                materialId,
                bytes.secret(),
                bytes.publicKey(),
                known.size() + 1,
                known.isEmpty() ? now : 0,
                false,
                expires,
                input.keyMaterialDescription())
            : same.imported(bytes, expires, input.keyMaterialDescription());
    account.keys().putMaterial(key, material);
    restoreCurrent(account, key);
    boolean named = key.kind() == KeyKind.SYMMETRIC_DEFAULT;
    return ImportKeyMaterialResponse.builder()
        .keyId(key.arn())
        .keyMaterialId(named ? materialId : null)
        .build();
  }

  /** A key is usable again when all material that it has ever used is present. */
  private static void restoreCurrent(KmsAccount account, KeyRecord key) {
    List<KeyMaterial> worked =
        account.keys().materials(key).stream()
            .filter(material -> material.rotatedMillis() > 0)
            .toList();
    if (worked.stream().allMatch(KeyMaterial::isThere)) {
      account.keys().put(key.withMaterial(worked.getLast().id()));
    }
  }

  private static RuntimeException incorrect() {
    return KmsErrors.incorrectKeyMaterialException(
        "The key material is not the same as the key material that was imported before.");
  }

  DeleteImportedKeyMaterialResponse deleteImportedKeyMaterial(
      RequestContext context, DeleteImportedKeyMaterialRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          importing(account, key);
          String wanted = input.keyMaterialId() == null ? key.materialId() : input.keyMaterialId();
          KeyMaterial material = account.keys().material(key, wanted);
          if (material == null && input.keyMaterialId() != null) {
            throw KmsErrors.notFoundException(
                "Key material '" + input.keyMaterialId() + "' does not exist");
          }
          if (material != null) {
            account.keys().forget(key, material);
          }
          boolean named = key.kind() == KeyKind.SYMMETRIC_DEFAULT && material != null;
          return DeleteImportedKeyMaterialResponse.builder()
              .keyId(key.arn())
              .keyMaterialId(named ? material.id() : null)
              .build();
        });
  }
}
