package dev.brume.lambda.engine;

import dev.brume.core.kit.Transition;

/**
 * The provisioned concurrency of a version or alias.
 *
 * @param function the function's name
 * @param qualifier a number or an alias
 * @param requested the number of environments
 * @param state {@code IN_PROGRESS}, then {@code READY}
 * @param modifiedMillis when it was last changed
 */
public record ProvisionedConcurrencyRecord(
    String function, String qualifier, int requested, Transition state, long modifiedMillis) {}
