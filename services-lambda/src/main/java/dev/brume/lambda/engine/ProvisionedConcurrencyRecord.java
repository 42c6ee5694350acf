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
 * @param failure AWS's reason for the failure; null if nothing failed
 */
public record ProvisionedConcurrencyRecord(
    String function,
    String qualifier,
    int requested,
    Transition state,
    long modifiedMillis,
    String failure) {
  /** The failed state of the same configuration. */
  public ProvisionedConcurrencyRecord failed(String why) {
    return new ProvisionedConcurrencyRecord(
        function, qualifier, requested, state, modifiedMillis, why);
  }
}
