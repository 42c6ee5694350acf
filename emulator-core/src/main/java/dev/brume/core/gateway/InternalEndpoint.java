package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;

/** Answers requests under a path of its own, outside of AWS's protocols. */
@FunctionalInterface
public interface InternalEndpoint {
  /**
   * Answers one request, on a thread that may wait. Called outside of the store's shared section
   * unless it enters one itself.
   *
   * @param request its body is whole unless {@link #takesStreams} returns true
   * @throws RuntimeException on a bug: the response is a bare 500
   */
  HttpResponse handle(HttpRequest request);

  /** Whether the body of {@code request} may be of any length and come as a stream. */
  default boolean takesStreams(HttpRequest request) {
    return false;
  }
}
