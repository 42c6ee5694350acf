package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;

/**
 * Authorizes the callers of a service's operations. Called in a section of the store, with input
 * that satisfies the model's constraints, before the operation, and only when access is restricted.
 * Most services use an {@link AccessTable}.
 */
@FunctionalInterface
public interface ServiceAccess {
  /**
   * Authorizes the request.
   *
   * @throws AwsError if the caller may not perform the operation
   */
  void check(RequestContext context, Struct input);

  /**
   * Whether it says what {@code operation} needs, be it its own action on no particular resource.
   * Tests hold that it says so of all that are bound.
   */
  default boolean covers(Operation<?, ?> operation) {
    return false;
  }
}
