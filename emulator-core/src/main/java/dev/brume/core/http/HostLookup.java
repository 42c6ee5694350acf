package dev.brume.core.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Looks up the addresses of hosts before they are called, so that the JVM knows them for the call.
 * The JDK's HTTP client does it in one of the threads that serve all calls, and keeps that thread
 * for as long as a name server does not answer.
 */
final class HostLookup {
  /** The most lookups at a time. */
  static final int MAX_LOOKUPS = 1_000;

  private static final long IDLE_SECONDS = 10;

  /** Needs no name server. */
  private static final Pattern KNOWN = Pattern.compile("localhost|[0-9.]+|\\[.*]");

  private final Resolver resolver;
  private final ConcurrentMap<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0, MAX_LOOKUPS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

  /** Resolves a host, and keeps the calling thread until it has. */
  interface Resolver {
    void resolve(String host) throws UnknownHostException;
  }

  HostLookup() {
    this(InetAddress::getAllByName);
  }

  HostLookup(Resolver resolver) {
    this.resolver = resolver;
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "host-lookup");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Completes when the address of a host is known; fails with {@link UnknownHostException} if it
   * has none, and with {@link RejectedExecutionException} if too many lookups are under way.
   *
   * @param host as in URIs
   */
  CompletableFuture<Void> of(String host) {
    if (host == null || KNOWN.matcher(host).matches()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> lookup = new CompletableFuture<>();
    CompletableFuture<Void> other = underWay.putIfAbsent(host, lookup);
    if (other != null) {
      return other.copy();
    }
    try {
      threads.execute(() -> look(host, lookup));
    } catch (RejectedExecutionException tooMany) {
      underWay.remove(host);
      lookup.completeExceptionally(tooMany);
    }
    return lookup.copy();
  }

  private void look(String host, CompletableFuture<Void> lookup) {
    try {
      resolver.resolve(host);
      underWay.remove(host);
      lookup.complete(null);
    } catch (UnknownHostException | RuntimeException failure) {
      underWay.remove(host);
      lookup.completeExceptionally(failure);
    }
  }
}
