package dev.brume.lambda.engine;

import dev.brume.core.kit.Transition;

/**
 * Environments that are kept ready for a version or alias.
 *
 * @param function the function's name
 * @param qualifier a number or an alias
 * @param requested how many
 * @param state {@code IN_PROGRESS}, then {@code READY}
 * @param modifiedMillis when it was changed last
 */
public record ProvisionedConcurrencyRecord(
    String function, String qualifier, int requested, Transition state, long modifiedMillis) {}
