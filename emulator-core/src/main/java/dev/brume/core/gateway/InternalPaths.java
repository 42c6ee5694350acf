package dev.brume.core.gateway;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The paths that belong to the emulator itself and not to AWS: {@code /_brume/…}, {@code
 * /_localstack/…}, {@code /_aws/…}, {@code /health}. A service may add its own. An endpoint is
 * created when its first request arrives.
 */
public final class InternalPaths {
  private final List<Entry> entries = new ArrayList<>();
  private Predicate<HttpRequest> isVisit = request -> false;
  private InternalEndpoint landing;

  private record Entry(String prefix, Lazy lazy) {
    boolean matches(String path) {
      return path.startsWith(prefix)
          && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
  }

  /** An endpoint that is created when it is first needed. */
  private static final class Lazy {
    private final Supplier<? extends InternalEndpoint> supplier;
    private InternalEndpoint endpoint;

    Lazy(Supplier<? extends InternalEndpoint> supplier) {
      this.supplier = supplier;
    }

    synchronized InternalEndpoint get() {
      if (endpoint == null) {
        endpoint = supplier.get();
      }
      return endpoint;
    }
  }

  /**
   * Maps {@code prefixes} and everything below them to {@code supplier}'s endpoint. Longer prefixes
   * take precedence. Call before the first request.
   *
   * @param supplier creates the endpoint; called at most once
   * @param prefixes such as {@code /_aws/sqs/messages}; each begins with {@code /_} or is {@code
   *     /health}
   */
  public InternalPaths at(Supplier<? extends InternalEndpoint> supplier, String... prefixes) {
    Lazy lazy = new Lazy(supplier);
    for (String prefix : prefixes) {
      if (!isInternal(prefix)) {
        throw new IllegalArgumentException(prefix + " could be a path of AWS's");
      }
      entries.add(new Entry(prefix, lazy));
    }
    entries.sort((a, b) -> b.prefix.length() - a.prefix.length());
    return this;
  }

  /**
   * Redirects the requests for {@code /} that {@code visits} matches to {@code path}. Call before
   * the first request.
   */
  public InternalPaths landAt(String path, Predicate<HttpRequest> visits) {
    isVisit = visits;
    landing = request -> HttpResponse.of(302, new Headers().add("Location", path), new byte[0]);
    return this;
  }

  /**
   * {@code /health} is a bucket's path too: a request that is signed or has a query is for the
   * bucket.
   */
  private static boolean isForServiceFallback(HttpRequest request) {
    return request.path().equals("/health")
        && (request.query() != null || request.header("Authorization") != null);
  }

  private static boolean isInternal(String path) {
    return path.startsWith("/_") || path.equals("/health");
  }

  /** The endpoint for {@code request}; null for an AWS request. */
  InternalEndpoint find(HttpRequest request) {
    String path = request.path();
    if (path.equals("/") && isVisit.test(request)) {
      return landing;
    }
    if (!isInternal(path) || isForServiceFallback(request) || ServiceRouter.isStagePath(path)) {
      return null;
    }
    for (Entry entry : entries) {
      if (entry.matches(path)) {
        return entry.lazy.get();
      }
    }
    return null;
  }
}
