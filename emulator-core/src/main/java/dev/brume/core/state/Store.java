package dev.brume.core.state;

import dev.brume.core.scope.Scope;
import java.util.Set;

/**
 * All state of every service, keyed by account and region. Reset and snapshots are its doing alone:
 * services need not know of them.
 *
 * <p>Whatever changes state (a handler, a timer, an effect) runs in a shared section, {@link
 * #enter()} to {@link #exit()}; reset, snapshot and restore run alone. Sections nest.
 */
public interface Store {
  /** Enters a shared section. Pair with {@link #exit()} in a finally block. */
  void enter();

  /** Leaves the shared section. */
  void exit();

  /**
   * The live domain object of a service in a scope, made on first use. Call inside a shared
   * section.
   */
  <R extends AutoCloseable> R root(RootSpec<R> spec, Scope scope);

  /** The scopes in which {@code service} has a live domain object or tables. */
  Set<Scope> scopes(String service);

  /** Forgets everything. */
  void reset();

  /** Forgets what a service holds, in every scope. */
  void resetService(String service);

  /** Forgets what an account holds, in every service and region. */
  void resetAccount(String account);

  /** Remembers the present state; costs microseconds, whatever the state's size. */
  Snapshot snapshot();

  /**
   * Goes back to {@code snapshot}, which can be restored any number of times until it is released.
   */
  void restore(Snapshot snapshot);

  /** A remembered state. */
  interface Snapshot extends AutoCloseable {
    /** Gives up the memory that it holds. */
    @Override
    void close();
  }
}
