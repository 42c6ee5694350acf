package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;

/**
 * Called for every bug: every exception that is not an {@link dev.brume.core.error.AwsError}. Tests
 * fail on it.
 */
@FunctionalInterface
public interface FailureListener {
  /** Ignores failures; they are logged in any case. */
  FailureListener NONE = (requestId, request, failure) -> {};

  /** A request was answered with InternalFailure. */
  void failed(String requestId, HttpRequest request, Throwable failure);
}
