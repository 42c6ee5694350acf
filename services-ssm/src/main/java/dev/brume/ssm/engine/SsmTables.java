package dev.brume.ssm.engine;

import dev.brume.core.state.TableSpec;
import java.util.List;

/** The tables of Systems Manager. */
final class SsmTables {
  static final String SERVICE = "ssm";

  /** Parameters by name; per region. */
  static final TableSpec<String, ParameterRecord> PARAMETERS =
      new TableSpec<>(SERVICE, "parameters", String.class, ParameterRecord.class);

  /** Versions by number; per parameter. */
  static final TableSpec<Long, ParameterVersion> VERSIONS =
      new TableSpec<>(SERVICE, "versions", Long.class, ParameterVersion.class);

  /** StoredDocuments by name; of the region. */
  static final TableSpec<String, DocumentRecord> DOCUMENTS =
      new TableSpec<>(SERVICE, "documents", String.class, DocumentRecord.class);

  /** Versions by number; of a document. */
  static final TableSpec<Long, DocumentVersion> DOCUMENT_VERSIONS =
      new TableSpec<>(SERVICE, "document-versions", Long.class, DocumentVersion.class);

  /** Settings that were changed, by their ids; of the region. */
  static final TableSpec<String, ServiceSettingRecord> SETTINGS =
      new TableSpec<>(SERVICE, "settings", String.class, ServiceSettingRecord.class);

  static final List<TableSpec<?, ?>> ALL =
      List.of(PARAMETERS, VERSIONS, DOCUMENTS, DOCUMENT_VERSIONS, SETTINGS);

  private SsmTables() {}
}
