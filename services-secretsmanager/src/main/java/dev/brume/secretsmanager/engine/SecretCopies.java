package dev.brume.secretsmanager.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Replicates changes of primaries to other regions: value and labels, tags, policy and description.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html">Replicate
 *     secrets across Regions</a>
 */
final class SecretCopies implements TaskHandler<SecretCopyTask> {
  private final SecretsEnvironment environment;
  private final Scope scope;

  /** The state to replicate. */
  private record Original(SecretRecord secret, List<SecretVersion> versions) {}

  SecretCopies(SecretsEnvironment environment, Scope scope) {
    this.environment = environment;
    this.scope = scope;
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<SecretCopyTask> task) {
    SecretCopyTask change = task.payload();
    if (change.removedFrom() == null) {
      renew(change);
    } else {
      remove(change);
    }
    return CompletableFuture.completedFuture(TaskOutcome.DONE);
  }

  private SecretsRegion in(String region) {
    return environment.regions().apply(new Scope(scope.account(), region));
  }

  private void remove(SecretCopyTask change) {
    SecretsRegion region = in(change.removedFrom());
    region.call(
        () -> {
          SecretRecord copy = copyOf(region, change);
          if (copy != null) {
            region.remove(copy);
          }
          return null;
        });
  }

  /** The replica in a region, or null. */
  private SecretRecord copyOf(SecretsRegion region, SecretCopyTask change) {
    SecretRecord known = region.find(change.name());
    return known != null
            && known.isReplica()
            && known.primaryRegion().equals(scope.region())
            && known.arn().equals(arnIn(region, change.arn()))
        ? known
        : null;
  }

  private String arnIn(SecretsRegion region, String arn) {
    return region.arnOf(arn.substring(arn.indexOf(":secret:") + ":secret:".length()));
  }

  private void renew(SecretCopyTask change) {
    SecretsRegion home = in(scope.region());
    Original original = home.call(() -> read(home, change));
    if (original == null) {
      return;
    }
    List<SecretReplica> results = new ArrayList<>();
    for (SecretReplica replica : original.secret().knownReplicas()) {
      SecretsRegion region = in(replica.region());
      results.add(region.call(() -> write(region, change, original, replica)));
    }
    home.call(
        () -> {
          SecretRecord now = home.find(change.name());
          if (now != null && now.equals(original.secret())) {
            home.putQuietly(now.replicated(scope.region(), results));
          }
          return null;
        });
  }

  private static Original read(SecretsRegion home, SecretCopyTask change) {
    SecretRecord secret = home.find(change.name());
    return secret == null || !secret.arn().equals(change.arn())
        ? null
        : new Original(secret, home.versions(secret));
  }

  private SecretReplica write(
      SecretsRegion region, SecretCopyTask change, Original original, SecretReplica replica) {
    SecretRecord known = copyOf(region, change);
    SecretRecord other = region.find(change.name());
    if (known == null && other != null) {
      if (!replica.overwrite()) {
        return replica.failed("Secret with this name already exists in this region");
      }
      region.remove(other);
    }
    long accessed = known == null ? 0 : known.accessedMillis();
    SecretRecord copy = original.secret().copy(arnIn(region, change.arn()), replica, accessed);
    region.replace(copy, original.versions());
    return replica.inSync();
  }
}
