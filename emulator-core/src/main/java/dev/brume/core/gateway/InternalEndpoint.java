package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;

/** Answers under a path of its own, outside of AWS's protocols. The request's body is whole. */
@FunctionalInterface
public interface InternalEndpoint {
  /**
   * Answers one request. Called inside the store's shared section only where it says so itself.
   *
   * @throws RuntimeException where there is a bug: a bare 500 is the answer
   */
  HttpResponse handle(HttpRequest request);
}
