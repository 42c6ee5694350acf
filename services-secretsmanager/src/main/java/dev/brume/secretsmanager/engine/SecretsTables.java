package dev.brume.secretsmanager.engine;

import dev.brume.core.state.TableSpec;
import java.util.List;

/** The tables of Secrets Manager. */
final class SecretsTables {
  static final String SERVICE = "secretsmanager";

  /** Secrets by name; of the region. */
  static final TableSpec<String, SecretRecord> SECRETS =
      new TableSpec<>(SERVICE, "secrets", String.class, SecretRecord.class);

  /** Versions by id; of a secret, named by its ARN. */
  static final TableSpec<String, SecretVersion> VERSIONS =
      new TableSpec<>(SERVICE, "versions", String.class, SecretVersion.class);

  static final List<TableSpec<?, ?>> ALL = List.of(SECRETS, VERSIONS);

  private SecretsTables() {}
}
