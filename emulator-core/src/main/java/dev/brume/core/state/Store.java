package dev.brume.core.state;

import dev.brume.core.scope.Scope;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * All state of every service, keyed by account and region. Reset and snapshots are its doing alone:
 * services need not know of them.
 *
 * <p>Whatever changes state (a handler, a timer, an effect) runs in a shared section, {@link
 * #enter()} to {@link #exit()}; reset, snapshot and restore run alone. Sections nest.
 */
public interface Store extends AutoCloseable {
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

  /** Whether what is changed is kept over restarts. */
  boolean isLasting();

  /**
   * Completes when everything that has happened up to now, in this section and in all others, will
   * be there after a crash: what a response has to wait for. It has completed already where nothing
   * is to be kept, where it is kept at intervals only, and where nothing has changed since the last
   * write. It fails where writing fails. Not to be completed by the caller.
   *
   * <p>Inside a section it completes only after that section has ended, so don't wait in one.
   */
  CompletableFuture<Void> durable();

  /**
   * Has everything that has changed up to now written down at once, at whatever times it would be
   * otherwise, and completes when that is done. Does nothing where nothing is kept.
   */
  CompletableFuture<Void> save();

  /**
   * Makes the domain objects of a service in every scope that holds something, where they have
   * deadlines, and reports tables that the service does not know; these are kept as they are. Call
   * outside of sections.
   */
  void openRoots(RootSpec<?> spec);

  /** Writes down what is to be kept, and lets go of files. The store must not be used after. */
  @Override
  void close();

  /** A remembered state. */
  interface Snapshot extends AutoCloseable {
    /** Gives up the memory that it holds. */
    @Override
    void close();
  }
}
