package dev.brume.ssm.engine;

import dev.brume.core.state.TableSpec;
import java.util.List;

/** The tables of Systems Manager. */
final class SsmTables {
  static final String SERVICE = "ssm";

  /** Parameters by name; of the region. */
  static final TableSpec<String, ParameterRecord> PARAMETERS =
      new TableSpec<>(SERVICE, "parameters", String.class, ParameterRecord.class);

  /** Versions by number; of a parameter. */
  static final TableSpec<Long, ParameterVersion> VERSIONS =
      new TableSpec<>(SERVICE, "versions", Long.class, ParameterVersion.class);

  static final List<TableSpec<?, ?>> ALL = List.of(PARAMETERS, VERSIONS);

  private SsmTables() {}
}
