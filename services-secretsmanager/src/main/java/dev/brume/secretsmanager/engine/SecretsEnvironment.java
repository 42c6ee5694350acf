package dev.brume.secretsmanager.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import java.util.function.Function;

/**
 * The environment of secrets.
 *
 * @param surroundings the server's time, ids, tasks and ports
 * @param regions finds the secrets of another scope; must not be called under a region's lock
 */
public record SecretsEnvironment(
    Surroundings surroundings, Function<Scope, SecretsRegion> regions) {}
