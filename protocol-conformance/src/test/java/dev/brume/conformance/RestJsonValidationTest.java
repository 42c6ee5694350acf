package dev.brume.conformance;

import dev.brume.conformance.validation.RestJsonValidationApi;
import dev.brume.core.schema.ProtocolId;
import org.junit.jupiter.api.Disabled;

/** Constraint validation in restJson1. */
@Disabled("Constraints are not validated yet")
final class RestJsonValidationTest extends ConformanceSuite {

  RestJsonValidationTest() {
    super(ProtocolId.REST_JSON_1, RestJsonValidationApi.SERVICE);
  }
}
