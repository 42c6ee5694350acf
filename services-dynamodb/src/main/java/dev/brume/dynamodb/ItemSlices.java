package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Does what takes long with the items of a region in many short sections of the store, between
 * which others have their turn. A reset or a restore in between ends it: what it works on is gone
 * then.
 *
 * @param tables finds the region as it is
 * @param region what is worked on
 * @param section the store's
 */
record ItemSlices(TableFinder tables, DynamoDbRegion region, StoreSection section) {
  /**
   * Does {@code step} again and again until it says false.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException, or what {@code step} throws
   */
  void run(BooleanSupplier step) {
    boolean more = true;
    while (more) {
      more = call(step::getAsBoolean);
    }
  }

  /**
   * Does {@code step} once.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException, or what {@code step} throws
   */
  <T> T call(Supplier<T> step) {
    return section.call(
        () -> {
          if (tables.region(region.scope()) != region) {
            throw DynamoDbErrors.resourceNotFoundException("Requested resource not found");
          }
          return step.get();
        });
  }
}
