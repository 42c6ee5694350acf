package dev.brume.core.state;

import dev.brume.core.scope.Scope;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * All state of every service, by {@link Scope}: an account in a region, a whole account, or the
 * whole server. Reset and snapshots are handled here alone, without the services.
 *
 * <p>All code that changes state (a handler, a timer, an effect) runs in a shared section, {@link
 * #enter()} to {@link #exit()}; reset, snapshot and restore run exclusively. Sections nest.
 */
public interface Store extends AutoCloseable {
  /** Enters a shared section. Pair with {@link #exit()} in a finally block. */
  void enter();

  /** Leaves the shared section. */
  void exit();

  /**
   * The live domain object of a service in a scope, created on first use. Call inside a shared
   * section. A call leaves no state behind: while its tables are empty, the object exists only as
   * long as it is referenced, so that requests for unused accounts do not accumulate state.
   *
   * @throws IllegalArgumentException if {@code scope} is not of the level of {@code spec}
   */
  <R extends AutoCloseable> R root(RootSpec<R> spec, Scope scope);

  /**
   * The server-wide unique names of one kind, and their holders. The same object for the same
   * arguments.
   *
   * @param service the owner of the names: its reset releases them
   * @param kind unique within the service, such as {@code buckets}
   */
  NameIndex names(String service, String kind);

  /** The account regions in which {@code service} holds entries, or has since the start. */
  default Set<Scope> scopes(String service) {
    return scopes(service, Scope.Level.REGION);
  }

  /** The scopes of a level in which {@code service} holds entries, or has since the start. */
  Set<Scope> scopes(String service, Scope.Level level);

  /**
   * The regions in which an account has entries of {@code service}, or has had since the start;
   * takes time proportional to the result.
   */
  Set<Scope> regionsOf(String service, String account);

  /**
   * Whether the service of {@code spec} holds entries in a scope, or has since the start. For
   * scopes that clients name, which may be of another level than {@code spec}, or not exist: those
   * hold nothing. Takes constant time.
   */
  boolean holds(RootSpec<?> spec, Scope scope);

  /** Deletes all state. */
  void reset();

  /** Deletes the state of a service, in every scope. */
  void resetService(String service);

  /**
   * Deletes the state of an account, in every service: its regions, account-wide state, and the
   * names that it holds in the server's indexes.
   */
  void resetAccount(String account);

  /** Takes a snapshot of the present state; takes microseconds, whatever the state's size. */
  Snapshot snapshot();

  /** Restores {@code snapshot}, any number of times until it is released. */
  void restore(Snapshot snapshot);

  /** Whether changes are persisted. */
  boolean isLasting();

  /**
   * Whether the disk is full but for the space that is reserved for deletions. Then nothing should
   * be added.
   */
  boolean lacksRoom();

  /**
   * Completes when all changes so far, in this section and in all others, will survive a crash: a
   * response has to wait for it. It has already completed if nothing is persisted, if changes are
   * persisted at intervals only, and if nothing has changed since the last write. It fails with
   * {@link StateException} if the changes of this thread's section could not be written; failed
   * writes are retried, and readers are not blocked meanwhile. Not to be completed by the caller.
   *
   * <p>Inside a section it completes only after that section has ended, so don't wait in one.
   */
  CompletableFuture<Void> durable();

  /**
   * Writes all changes so far at once, whatever the mode, and completes when that is done. Does
   * nothing if nothing is persisted.
   */
  CompletableFuture<Void> save();

  /**
   * Creates the domain objects of a service in every scope that holds entries, so that no request
   * has to wait for that, and reports tables that the service does not know; these are kept. Call
   * outside of sections, never on an event loop.
   */
  void openRoots(RootSpec<?> spec);

  /**
   * Writes what is to be persisted, and closes the files. The store must not be used afterwards.
   */
  @Override
  void close();

  /** A snapshot of the state. */
  interface Snapshot extends AutoCloseable {
    /** Releases its memory. */
    @Override
    void close();
  }
}
