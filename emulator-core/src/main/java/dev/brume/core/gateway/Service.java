package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.OriginRules;
import dev.brume.core.schema.ServiceSchema;
import java.util.List;
import java.util.stream.Collectors;

/** One AWS service: its model and its operations. Created when its first request arrives. */
public interface Service {
  /** The service's model. */
  ServiceSchema schema();

  /** Binds every implemented operation; this is the list of what is supported. */
  void bind(Binder binder);

  /**
   * The error for input that can't be read. Overridden by services that check something else first.
   *
   * @param error the protocol's error
   */
  default AwsError decodeError(AwsError error, RequestContext context) {
    return error;
  }

  /**
   * The error for input that violates the model's constraints. Overridden by services that word it
   * differently.
   *
   * @param violations all violations, at least one, in the model's order
   * @return null if the service accepts the input and checks it itself
   */
  default AwsError constraintError(List<Violation> violations, RequestContext context) {
    String noun = violations.size() == 1 ? " validation error" : " validation errors";
    String texts = violations.stream().map(Violation::text).collect(Collectors.joining("; "));
    return AwsError.client(
        "ValidationException", 400, violations.size() + noun + " detected: " + texts);
  }

  /**
   * The permissions that callers need. Called when the service is bound.
   *
   * @return null if every caller is allowed: the service evaluates no policies yet
   */
  default ServiceAccess access() {
    return null;
  }

  /**
   * Restores deadlines ({@link dev.brume.core.state.Store#openRoots}). Called when the state may
   * hold entries that this service instance did not write: at a start with persisted state, and
   * when another state replaces the present one.
   */
  default void resume() {}

  /**
   * Answers the pending long polls as if their time were over: the server is about to stop. Called
   * outside of sections.
   */
  default void endWaits() {}

  /**
   * The handler of a request that is for none of the model's operations.
   *
   * @param request as adapted by the dialect
   * @param hosts parse the Host header
   * @return null if the request is for an operation
   */
  default UnmodelledHandler unmodelled(HttpRequest request, HostNames hosts) {
    return null;
  }

  /**
   * The cross-origin rules of the resource that {@code request} addresses. Called within a section
   * of the store, for requests that browsers send for pages.
   *
   * @param request as adapted by the dialect; may be a preflight
   * @return null if the server's own rules apply
   */
  default OriginRules originRules(HttpRequest request) {
    return null;
  }

  /**
   * The listener for this service's responses; called for each response, so that nothing is
   * prepared without a listener.
   *
   * @return null if there is none
   */
  default ResponseListener answerListener() {
    return null;
  }

  /** The service's deviations from its model and protocols on the wire. */
  default Dialect dialect() {
    return Dialect.COMMON;
  }
}
