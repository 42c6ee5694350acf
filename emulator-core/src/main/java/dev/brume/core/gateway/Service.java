package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.OriginRules;
import dev.brume.core.schema.ServiceSchema;
import java.util.List;
import java.util.stream.Collectors;

/** One AWS service: its model, and what it does. Made when the first request for it arrives. */
public interface Service {
  /** The service's model. */
  ServiceSchema schema();

  /** Names every operation that is done; the list of what is supported. */
  void bind(Binder binder);

  /**
   * The error for input that can't be read. Services override it that look at something else first.
   *
   * @param error as the protocol words it
   */
  default AwsError decodeError(AwsError error, RequestContext context) {
    return error;
  }

  /**
   * The error for input that breaks the model's constraints. Services whose own wording differs
   * override it.
   *
   * @param violations all that were found, at least one, in the model's order
   * @return null where the service lets the input through, to judge it itself
   */
  default AwsError constraintError(List<Violation> violations, RequestContext context) {
    String noun = violations.size() == 1 ? " validation error" : " validation errors";
    String texts = violations.stream().map(Violation::text).collect(Collectors.joining("; "));
    return AwsError.client(
        "ValidationException", 400, violations.size() + noun + " detected: " + texts);
  }

  /**
   * What callers must be allowed. Asked for when the service is bound.
   *
   * @return null where everybody may do everything: the service asks no policies yet
   */
  default ServiceAccess access() {
    return null;
  }

  /**
   * Opens what has deadlines ({@link dev.brume.core.state.Store#openRoots}). Called where the state
   * may hold something that this service has not put there: when it starts with what was kept, and
   * when another state takes the place of the present one.
   */
  default void resume() {}

  /**
   * Answers the requests that wait for something which may not come, as it would when their time is
   * over: the server is about to stop. Called outside of sections.
   */
  default void endWaits() {}

  /**
   * What answers a request that is for none of the model's operations.
   *
   * @param request as the dialect has adapted it
   * @param hosts tell what the Host says
   * @return null where the request is for an operation
   */
  default UnmodelledHandler unmodelled(HttpRequest request, HostNames hosts) {
    return null;
  }

  /**
   * The rules that hold for pages of other origins at what {@code request} is for. Called within a
   * section of the store, for requests that browsers send for pages.
   *
   * @param request as the dialect has adapted it; it may be a preflight
   * @return null where the server's own rules hold
   */
  default OriginRules originRules(HttpRequest request) {
    return null;
  }

  /**
   * Who hears of this service's answers; asked for each of them, so that nothing is made ready
   * where nobody wants to know.
   *
   * @return null where nobody does
   */
  default ResponseListener answerListener() {
    return null;
  }

  /** How the service speaks where models and protocols leave it open. */
  default Dialect dialect() {
    return Dialect.COMMON;
  }
}
