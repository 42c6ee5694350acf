package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Struct;

/**
 * What callers of a service's operations must be allowed. It is asked in a section of the store,
 * with input that the model's constraints let through, before the operation, and only where access
 * is restricted. Most services have an {@link AccessTable}.
 */
@FunctionalInterface
public interface ServiceAccess {
  /**
   * Lets the request pass, or not.
   *
   * @throws AwsError where the caller may not do what it asks for
   */
  void check(RequestContext context, Struct input);
}
