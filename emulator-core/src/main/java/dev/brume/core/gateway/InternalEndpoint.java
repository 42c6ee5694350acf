package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;

/** Answers under a path of its own, outside of AWS's protocols. */
@FunctionalInterface
public interface InternalEndpoint {
  /**
   * Answers one request, on a thread that may wait. Called inside the store's shared section only
   * where it says so itself.
   *
   * @param request its body is whole, unless {@link #takesStreams} says that it need not be
   * @throws RuntimeException where there is a bug: a bare 500 is the answer
   */
  HttpResponse handle(HttpRequest request);

  /** Whether the body of {@code request} may be of any length and come as a stream. */
  default boolean takesStreams(HttpRequest request) {
    return false;
  }
}
