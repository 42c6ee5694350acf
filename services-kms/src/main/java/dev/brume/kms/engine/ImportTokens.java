package dev.brume.kms.engine;

import dev.brume.core.state.Table;
import java.util.ArrayList;
import java.util.List;

/** The unexpired import tokens of an account. Guarded by the account's lock. */
public final class ImportTokens {
  private final Table<String, ImportTokenRecord> records;

  ImportTokens(Table<String, ImportTokenRecord> records) {
    this.records = records;
  }

  /** The token, or null. */
  public ImportTokenRecord find(String token) {
    return records.get(token);
  }

  /** Adds a token, and removes expired ones. */
  public void put(String token, ImportTokenRecord record, long nowMillis) {
    List<String> old = new ArrayList<>();
    records.forEach(
        (name, known) -> {
          if (known.expiresMillis() + KmsQuotas.IMPORT_TOKEN.toMillis() < nowMillis) {
            old.add(name);
          }
        });
    old.forEach(records::remove);
    records.put(token, record);
  }
}
