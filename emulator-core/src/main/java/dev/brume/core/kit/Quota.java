package dev.brume.core.kit;

import dev.brume.core.error.AwsError;
import java.util.function.LongFunction;

/**
 * How much of something there can be. A constant beside AWS's page of quotas.
 *
 * @param most the greatest number allowed
 */
public record Quota(long most) {

  /**
   * Refuses more than the quota.
   *
   * @param wanted how many there would be
   * @param refusal the service's error; it is given the quota, which most texts name
   * @throws AwsError the refusal, where {@code wanted} is more
   */
  public void require(long wanted, LongFunction<AwsError> refusal) {
    if (wanted > most) {
      throw refusal.apply(most);
    }
  }
}
