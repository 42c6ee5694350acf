package dev.brume.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.Operation;

/** Reads whole responses. */
final class Answers {
  private Answers() {}

  /** The response, with its output undecoded. */
  static WireAnswer of(Operation<?, ?> operation, HttpResponse response) {
    return new WireAnswer(
        operation == null ? "the request" : operation.name(),
        response.status(),
        response.headers(),
        ResponseBodies.of(response),
        JsonNodeFactory.instance.missingNode(),
        null,
        null);
  }
}
