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
 * @param former how many environments stay available in the meantime
 */
public record ProvisionedConcurrencyRecord(
    String function,
    String qualifier,
    int requested,
    Transition state,
    long modifiedMillis,
    String failure,
    int former) {
  /** The same for another version: its alias was moved, and the former environments serve on. */
  public ProvisionedConcurrencyRecord moved(Transition newState, int nowAvailable) {
    return new ProvisionedConcurrencyRecord(
        function, qualifier, requested, newState, modifiedMillis, null, nowAvailable);
  }

  /** The failed state of the same configuration. */
  public ProvisionedConcurrencyRecord failed(String why) {
    return new ProvisionedConcurrencyRecord(
        function, qualifier, requested, state, modifiedMillis, why, former);
  }
}
