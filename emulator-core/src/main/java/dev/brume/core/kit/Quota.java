package dev.brume.core.kit;

import dev.brume.core.error.AwsError;
import java.util.function.LongFunction;

/**
 * A quota. Declared as a constant with AWS's page of quotas.
 *
 * @param most the highest allowed number
 */
public record Quota(long most) {

  /**
   * Enforces the quota.
   *
   * @param wanted the resulting number
   * @param refusal the service's error; it receives the quota, which most messages name
   * @throws AwsError the refusal, if {@code wanted} exceeds the quota
   */
  public void require(long wanted, LongFunction<AwsError> refusal) {
    if (wanted > most) {
      throw refusal.apply(most);
    }
  }
}
