package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
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
   * Opens what has deadlines ({@link dev.brume.core.state.Store#openRoots}). Called where the state
   * may hold something that this service has not put there: when it starts with what was kept, and
   * when another state takes the place of the present one.
   */
  default void resume() {}

  /** How the service speaks where models and protocols leave it open. */
  default Dialect dialect() {
    return Dialect.COMMON;
  }
}
