package dev.brume.secretsmanager;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.secretsmanager.engine.SecretRecord;
import dev.brume.secretsmanager.engine.SecretsEnvironment;
import dev.brume.secretsmanager.engine.SecretsRegion;
import java.util.Optional;
import java.util.function.BiFunction;

/** Finds the secret for a name, an ARN or a partial ARN. */
final class SecretFinder {
  static final String SERVICE = "secretsmanager";

  private final Store store;
  private final RootSpec<SecretsRegion> spec;

  SecretFinder(Surroundings surroundings) {
    store = surroundings.store();
    spec = SecretsRegion.spec(new SecretsEnvironment(surroundings, this::region));
  }

  /** Opens the stored regions, so that rotations and replications continue. */
  void resume() {
    store.openRoots(spec);
  }

  SecretsRegion region(Scope scope) {
    return store.root(spec, scope);
  }

  /** Runs a short step with a secret, deleted or not, under its region's lock. */
  <T> T with(
      RequestContext context, String secretId, BiFunction<SecretsRegion, SecretRecord, T> step) {
    return with(context.scope(), secretId, step);
  }

  private <T> T with(
      Scope caller, String secretId, BiFunction<SecretsRegion, SecretRecord, T> step) {
    SecretsRegion region = region(scopeOf(caller, secretId));
    return region.call(
        () -> {
          SecretRecord secret = find(region, secretId);
          if (secret == null) {
            throw SecretRefusals.notFound();
          }
          return step.apply(region, secret);
        });
  }

  /** The same with a secret that is not pending deletion. */
  <T> T withLiving(
      RequestContext context, String secretId, BiFunction<SecretsRegion, SecretRecord, T> step) {
    return withLiving(context.scope(), secretId, step);
  }

  /** The same for a caller in the given account and region. */
  <T> T withLiving(Scope caller, String secretId, BiFunction<SecretsRegion, SecretRecord, T> step) {
    return with(
        caller,
        secretId,
        (region, secret) -> {
          if (secret.isDeleted()) {
            throw SecretRefusals.deleted();
          }
          return step.apply(region, secret);
        });
  }

  /** The same with a secret that is not a replica. */
  <T> T withPrimary(
      RequestContext context, String secretId, BiFunction<SecretsRegion, SecretRecord, T> step) {
    return withLiving(
        context,
        secretId,
        (region, secret) -> {
          SecretRefusals.requirePrimary(secret);
          return step.apply(region, secret);
        });
  }

  private static Scope scopeOf(Scope caller, String secretId) {
    Arn arn = Arn.parse(secretId).orElse(null);
    if (arn == null) {
      return caller;
    }
    if (!arn.is(SERVICE, "secret")
        || !arn.region().equals(caller.region())
        || !arn.account().matches("\\d{12}")) {
      throw SecretRefusals.notFound();
    }
    return arn.scope();
  }

  static String regionOf(SecretRecord secret) {
    return Arn.parse(secret.arn()).orElseThrow().region();
  }

  private static SecretRecord find(SecretsRegion region, String secretId) {
    return secretId.startsWith("arn:") ? region.findByArn(secretId) : region.find(secretId);
  }

  /** The secret if it exists and the id is valid; never an error. */
  Optional<SecretRecord> findQuietly(Scope caller, String secretId) {
    try {
      SecretsRegion region = region(scopeOf(caller, secretId));
      return Optional.ofNullable(region.call(() -> find(region, secretId)));
    } catch (AwsError e) {
      return Optional.empty();
    }
  }
}
