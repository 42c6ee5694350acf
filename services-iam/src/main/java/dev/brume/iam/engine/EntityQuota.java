package dev.brume.iam.engine;

import dev.brume.core.error.AwsError;
import dev.brume.iam.api.IamErrors;

/** Refuses more than there may be. */
final class EntityQuota {
  private EntityQuota() {}

  /**
   * Refuses one more where there are {@code present} of {@code most} already.
   *
   * @param name as AWS calls the quota: {@code AccessKeysPerUser}
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
