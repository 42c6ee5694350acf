package dev.brume.kms.engine;

import dev.brume.core.state.TableSpec;
import java.util.List;

/** The tables of KMS; all belong to an account, because related keys are in several regions. */
final class KmsTables {
  static final String SERVICE = "kms";

  /** Keys by id and region. */
  static final TableSpec<String, KeyRecord> KEYS = spec("keys", KeyRecord.class);

  /** Materials by their ids; of a key, named by id and region. */
  static final TableSpec<String, KeyMaterial> MATERIALS = spec("materials", KeyMaterial.class);

  /** Aliases by region and name. */
  static final TableSpec<String, AliasRecord> ALIASES = spec("aliases", AliasRecord.class);

  /** Grants by the key's id and region, and their own id. */
  static final TableSpec<String, GrantRecord> GRANTS = spec("grants", GrantRecord.class);

  /** Import tokens by themselves, in hexadecimal digits. */
  static final TableSpec<String, ImportTokenRecord> IMPORT_TOKENS =
      spec("import-tokens", ImportTokenRecord.class);

  /** Last uses by the key's id and region. */
  static final TableSpec<String, LastKeyUse> USES = spec("uses", LastKeyUse.class);

  /** Custom key stores by region and id. */
  static final TableSpec<String, CustomKeyStoreRecord> CUSTOM_KEY_STORES =
      spec("custom-key-stores", CustomKeyStoreRecord.class);

  static final List<TableSpec<?, ?>> ALL =
      List.of(KEYS, MATERIALS, ALIASES, GRANTS, IMPORT_TOKENS, CUSTOM_KEY_STORES, USES);

  private KmsTables() {}

  private static <V> TableSpec<String, V> spec(String name, Class<V> type) {
    return new TableSpec<>(SERVICE, name, String.class, type);
  }
}
