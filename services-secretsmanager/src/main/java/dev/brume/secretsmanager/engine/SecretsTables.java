package dev.brume.secretsmanager.engine;

import dev.brume.core.state.TableSpec;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The tables of Secrets Manager. */
final class SecretsTables {
  static final String SERVICE = "secretsmanager";

  /** Secrets by name; per region. */
  static final TableSpec<String, SecretRecord> SECRETS =
      new TableSpec<>(SERVICE, "secrets", String.class, SecretRecord.class);

  /** Versions by id; per secret, keyed by its ARN. */
  static final TableSpec<String, SecretVersion> VERSIONS =
      new TableSpec<>(SERVICE, "versions", String.class, SecretVersion.class);

  /** Rotation steps, and the start of rotation windows. */
  static final TaskSpec<RotationTask> ROTATIONS =
      TaskSpec.of(SERVICE, "rotations", RotationTask.class)
          .retriedBy(
              RetryPolicy.attempts(5, Duration.ofSeconds(10)).growing(2, Duration.ofMinutes(5)));

  /** Changes of primaries, in order per secret. */
  static final TaskSpec<SecretCopyTask> REPLICATIONS =
      TaskSpec.of(SERVICE, "replications", SecretCopyTask.class).inLanes(SecretCopyTask::name);

  static final List<TableSpec<?, ?>> ALL =
      Stream.of(List.of(SECRETS, VERSIONS), ROTATIONS.tables(), REPLICATIONS.tables())
          .<TableSpec<?, ?>>flatMap(List::stream)
          .toList();

  private SecretsTables() {}
}
