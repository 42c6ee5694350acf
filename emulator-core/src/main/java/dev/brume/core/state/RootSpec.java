package dev.brume.core.state;

import dev.brume.core.scope.Scope;

/**
 * How the live domain object of a service in a scope (all the queues of a region, say) is made from
 * its tables. It must be made from the tables alone: after a restore, a reset or a restart it is
 * thrown away and made anew.
 *
 * @param service such as {@code sqs}
 * @param hasDeadlines whether it must be made right after a restore or restart, because it
 *     schedules effects that nobody asks for
 * @param factory makes it
 */
public record RootSpec<R extends AutoCloseable>(
    String service, boolean hasDeadlines, Factory<R> factory) {

  /** Makes the domain object of one scope. */
  @FunctionalInterface
  public interface Factory<R> {
    /**
     * Reads {@code tables} and makes the object; its {@code close} lets go of waiters and timers.
     */
    R open(Scope scope, Tables tables);
  }
}
