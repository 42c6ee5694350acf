package dev.brume.core.state;

import dev.brume.core.scope.Scope;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * All state of every service, by {@link Scope}: an account in a region, a whole account, or the
 * whole server. Reset and snapshots are its doing alone: services need not know of them.
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
   * section. Asking leaves nothing behind: until something is put into one of its tables, the
   * object is there only as long as somebody holds it, so that clients may name accounts that
   * nobody uses as often as they like.
   *
   * @throws IllegalArgumentException where {@code scope} is not of the level of {@code spec}
   */
  <R extends AutoCloseable> R root(RootSpec<R> spec, Scope scope);

  /**
   * The names of one kind that are unique in the whole server, and who holds each. The same object
   * for the same arguments.
   *
   * @param service whose names they are: its reset frees them
   * @param kind unique within the service, such as {@code buckets}
   */
  NameIndex names(String service, String kind);

  /** The accounts' regions in which {@code service} holds something, or has since the start. */
  default Set<Scope> scopes(String service) {
    return scopes(service, Scope.Level.REGION);
  }

  /** The scopes of a level in which {@code service} holds something, or has since the start. */
  Set<Scope> scopes(String service, Scope.Level level);

  /**
   * The regions in which an account has something of {@code service}, or has had since the start;
   * costs what it answers.
   */
  Set<Scope> regionsOf(String service, String account);

  /**
   * Whether the service of {@code spec} holds something in a scope, or has since the start. It is
   * for scopes that clients name, which may not be of the level of {@code spec}, or not exist:
   * those hold nothing. Costs the same whatever there is.
   */
  boolean holds(RootSpec<?> spec, Scope scope);

  /** Forgets everything. */
  void reset();

  /** Forgets what a service holds, in every scope. */
  void resetService(String service);

  /**
   * Forgets what an account holds, in every service: its regions, what belongs to it as a whole,
   * and the names that it holds in the server's indexes.
   */
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
   * write. It fails with {@link StateException} where what this thread's section has changed could
   * not be written; what could not be is tried again and again, and those who only read are not
   * kept from it. Not to be completed by the caller.
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
   * Makes the domain objects of a service in every scope that holds something, so that no request
   * has to wait for that, and reports tables that the service does not know; these are kept as they
   * are. Call outside of sections, never on an event loop.
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
