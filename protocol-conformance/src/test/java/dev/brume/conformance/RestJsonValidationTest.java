package dev.brume.conformance;

import dev.brume.conformance.validation.RestJsonValidationApi;
import dev.brume.core.schema.ProtocolId;

/** Constraint validation in restJson1. */
final class RestJsonValidationTest extends ConformanceSuite {

  RestJsonValidationTest() {
    super(ProtocolId.REST_JSON_1, RestJsonValidationApi.SERVICE);
  }
}
