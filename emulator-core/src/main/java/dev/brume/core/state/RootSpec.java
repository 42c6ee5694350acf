package dev.brume.core.state;

import dev.brume.core.scope.Scope;
import java.util.List;

/**
 * How the live domain object of a service in a scope (all the queues of a region, say, or all the
 * roles of an account) is created from its tables. It must be created from the tables alone: after
 * a restore, a reset or a restart it is discarded and created again.
 *
 * @param service such as {@code sqs}
 * @param hasDeadlines whether it must be created right after a restore or restart, because it
 *     schedules effects without a request
 * @param factory creates it
 * @param tables all tables that it uses, so that unknown ones in a state file can be reported;
 *     empty if not declared
 * @param level the level of these objects' scopes; a service may have one spec for each level
 */
public record RootSpec<R extends AutoCloseable>(
    String service,
    boolean hasDeadlines,
    Factory<R> factory,
    List<TableSpec<?, ?>> tables,
    Scope.Level level) {

  /** A regional one without declared tables. */
  public RootSpec(String service, boolean hasDeadlines, Factory<R> factory) {
    this(service, hasDeadlines, factory, List.of(), Scope.Level.REGION);
  }

  /** The same for scopes of another level: see {@link Scope#ofAccount} and {@link Scope#SERVER}. */
  public RootSpec<R> of(Scope.Level other) {
    return new RootSpec<>(service, hasDeadlines, factory, tables, other);
  }

  /** The same with all tables that the service uses. */
  public RootSpec<R> withTables(List<TableSpec<?, ?>> all) {
    return new RootSpec<>(service, hasDeadlines, factory, List.copyOf(all), level);
  }

  /** Creates the domain object of one scope. */
  @FunctionalInterface
  public interface Factory<R> {
    /**
     * Reads {@code tables} and creates the object; its {@code close} releases waiters and timers.
     */
    R open(Scope scope, Tables tables);
  }
}
