package dev.brume.core.state;

import dev.brume.core.scope.Scope;
import java.util.List;

/**
 * How the live domain object of a service in a scope (all the queues of a region, say, or all the
 * roles of an account) is made from its tables. It must be made from the tables alone: after a
 * restore, a reset or a restart it is thrown away and made anew.
 *
 * @param service such as {@code sqs}
 * @param hasDeadlines whether it must be made right after a restore or restart, because it
 *     schedules effects that nobody asks for
 * @param factory makes it
 * @param tables all that it is made from, so that others in a state file can be told of; empty
 *     where that is not said
 * @param level what the scopes of these objects span; a service may have one spec for each level
 */
public record RootSpec<R extends AutoCloseable>(
    String service,
    boolean hasDeadlines,
    Factory<R> factory,
    List<TableSpec<?, ?>> tables,
    Scope.Level level) {

  /** One of regions that does not say what tables there are. */
  public RootSpec(String service, boolean hasDeadlines, Factory<R> factory) {
    this(service, hasDeadlines, factory, List.of(), Scope.Level.REGION);
  }

  /** The same for scopes of {@code other}: see {@link Scope#ofAccount} and {@link Scope#SERVER}. */
  public RootSpec<R> of(Scope.Level other) {
    return new RootSpec<>(service, hasDeadlines, factory, tables, other);
  }

  /** The same with all tables that the service ever asks for. */
  public RootSpec<R> withTables(List<TableSpec<?, ?>> all) {
    return new RootSpec<>(service, hasDeadlines, factory, List.copyOf(all), level);
  }

  /** Makes the domain object of one scope. */
  @FunctionalInterface
  public interface Factory<R> {
    /**
     * Reads {@code tables} and makes the object; its {@code close} lets go of waiters and timers.
     */
    R open(Scope scope, Tables tables);
  }
}
