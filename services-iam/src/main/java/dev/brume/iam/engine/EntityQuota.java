package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.iam.api.IamErrors;

/** Enforces quotas. */
final class EntityQuota {
  private EntityQuota() {}

  /**
   * Refuses one more if there are {@code present} of {@code most} already.
   *
   * @param name AWS's name of the quota: {@code AccessKeysPerUser}
   * @throws AwsError LimitExceeded
   */
  static void require(int present, int most, String name) {
    if (present >= most) {
      throw exceeded(name, most);
    }
  }

  static AwsError exceeded(String name, int most) {
    return IamErrors.limitExceededException("Cannot exceed quota for " + name + ": " + most);
  }
}
